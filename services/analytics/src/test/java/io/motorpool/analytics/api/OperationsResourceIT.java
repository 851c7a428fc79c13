package io.motorpool.analytics.api;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.DocumentedEvents;
import io.motorpool.testing.ParkedEvents;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Database.ANALYTICS);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(service, "analytics", "invoice.issued");
  }

  @Test
  void whatTheDocumentShowsAsAnEventIsNotParked() {
    DocumentedEvents.check(service);
  }
}
