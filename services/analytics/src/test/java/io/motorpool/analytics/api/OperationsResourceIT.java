package io.motorpool.analytics.api;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    try (ServiceUnderTest service = ServiceUnderTest.start(Database.ANALYTICS)) {
      ParkedEvents.check(service, "analytics", "invoice.issued");
    }
  }
}
