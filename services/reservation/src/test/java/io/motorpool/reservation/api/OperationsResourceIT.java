package io.motorpool.reservation.api;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    try (ServiceUnderTest service = ServiceUnderTest.start(Database.RESERVATION)) {
      ParkedEvents.check(service, "reservation", "invoice.issued");
    }
  }
}
