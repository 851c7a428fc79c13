package io.motorpool.billing;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.DocumentedEvents;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(SERVICE, "billing", "reservation.created");
  }

  @Test
  void whatTheDocumentShowsAsAnEventIsNotParked() {
    DocumentedEvents.check(SERVICE);
  }
}
