package io.motorpool.vehicle;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What tests need that reserve vehicles: the service, its fleet, and the reservation service as the
 * service hears it. Each class of tests has a service of its own.
 */
public abstract class ReservedFleet {

  protected static ServiceUnderTest running;
  protected static Http service;
  protected static Fleet fleet;
  protected static Events events;
  protected static Reservations reservations;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    fleet = new Fleet(service);
    events = running.events();
    reservations = new Reservations(events);
  }

  @AfterAll
  static void stop() {
    events.close();
    running.close();
  }
}
