package io.motorpool.reservation.api;

import io.motorpool.testing.DocumentedEvents;
import io.motorpool.testing.ParkedEvents;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperationsResourceIT {

  /** The reservation that the document's invoices are for. */
  private static final UUID DOCUMENTED = UUID.fromString("0193d5a4-3000-7c00-8000-000000000001");

  private static Counter counter;

  @BeforeAll
  static void start() {
    counter = new Counter(Map.of());
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @Test
  void whatIsNoEventIsParkedForAPerson() {
    ParkedEvents.check(counter.service, "reservation", "invoice.issued");
  }

  @Test
  void whatTheDocumentShowsAsAnEventIsNotParked() {
    UUID held = UUID.fromString(counter.held().get("id").asText());
    // In one statement, after which the lines have a reservation again.
    counter.service.update(
        """
        with lines as (update reservation_price_line set reservation_id = ? where reservation_id = ?)
        update reservation set id = ? where id = ?
        """,
        DOCUMENTED,
        held,
        DOCUMENTED,
        held);

    DocumentedEvents.check(counter.service);

    counter.awaitStatus("/reservations/" + DOCUMENTED, "CONFIRMED");
  }
}
