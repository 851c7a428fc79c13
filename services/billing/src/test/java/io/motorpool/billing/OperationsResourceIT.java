package io.motorpool.billing;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(ServiceUnderTest.shared(Database.BILLING), "billing", "reservation.created");
  }
}
