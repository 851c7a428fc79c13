package io.motorpool.analytics.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.analytics.domain.FactBatch;
import io.motorpool.analytics.domain.FactRebuild;
import io.motorpool.analytics.domain.LoggedEvent;
import io.motorpool.analytics.domain.Rebuild;
import io.motorpool.analytics.domain.ReservationStep;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.api.ObjectMapperProvider;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;

/** What the events of reservations and invoices mean for the facts, when they come in and later. */
@ApplicationScoped
public class FactEvents {

  private static final ObjectMapper JSON = ObjectMapperProvider.strictMapper();

  private final FactRebuild rebuild;

  /** For the container, which makes the client proxy with it. */
  protected FactEvents() {
    this(null);
  }

  /**
   * @param rebuild makes the facts again
   */
  @Inject
  public FactEvents(FactRebuild rebuild) {
    this.rebuild = rebuild;
  }

  /**
   * Makes the facts again from all logged events.
   *
   * @throws io.motorpool.analytics.domain.RebuildRunning if somebody does so already
   */
  public Rebuild rebuild() {
    return rebuild.run((event, facts) -> apply(incoming(event), facts));
  }

  /**
   * Adds what an event tells.
   *
   * @throws MalformedEvent if it breaks the contract
   */
  void apply(IncomingEvent event, FactBatch facts) throws SQLException {
    switch (event.contractType()) {
      case RESERVATION_CREATED -> add(ReservationStep.CREATED, event, facts);
      case RESERVATION_CONFIRMED -> add(ReservationStep.CONFIRMED, event, facts);
      case RESERVATION_MODIFIED -> facts.add(event.data(ReservationSnapshot.class));
      case RESERVATION_STARTED -> add(ReservationStep.STARTED, event, facts);
      case RESERVATION_COMPLETED -> add(ReservationStep.COMPLETED, event, facts);
      case RESERVATION_CANCELLED -> add(ReservationStep.CANCELLED, event, facts);
      case RESERVATION_EXPIRED -> add(ReservationStep.EXPIRED, event, facts);
      case RESERVATION_NO_SHOW -> add(ReservationStep.NO_SHOW, event, facts);
      case INVOICE_ISSUED, INVOICE_PAID, INVOICE_CREDITED ->
          facts.add(event.time(), invoice(event), false);
      case INVOICE_OVERDUE -> facts.add(event.time(), invoice(event), true);
      case INVOICE_REJECTED -> {
        // There is no invoice, so there is nothing to sum up; the cancellation is counted.
      }
      case CUSTOMER_REGISTERED, CUSTOMER_CHANGED, CUSTOMER_ERASED -> throw event.unexpected();
    }
  }

  private static void add(ReservationStep step, IncomingEvent event, FactBatch facts)
      throws SQLException {
    ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
    if (reservation.getImported() == null) {
      facts.add(step, event.time(), reservation);
    } else {
      addPast(step, reservation, facts);
    }
  }

  /**
   * What ended before Motorpool was in use comes in one event, long after: each of its steps was
   * taken when the reservation says, and it was charged elsewhere.
   */
  private static void addPast(ReservationStep end, ReservationSnapshot reservation, FactBatch facts)
      throws SQLException {
    Instant startsAt = reservation.getStartsAt().toInstant();
    Instant bookedAt = reservation.getCreatedAt().toInstant();
    facts.add(ReservationStep.CREATED, bookedAt, reservation);
    facts.add(ReservationStep.CONFIRMED, bookedAt, reservation);
    if (end == ReservationStep.COMPLETED) {
      facts.add(ReservationStep.STARTED, startsAt, reservation);
      facts.add(end, reservation.getEndsAt().toInstant(), reservation);
      facts.addPast(startsAt, reservation);
    } else {
      facts.add(end, startsAt, reservation);
      facts.addPast(bookedAt, reservation);
    }
  }

  private static InvoiceSnapshot invoice(IncomingEvent event) {
    InvoiceSnapshot invoice = event.data(InvoiceSnapshot.class);
    if (invoice.getInvoiceId() == null) {
      throw new MalformedEvent("data.invoiceId must not be null", null);
    }
    return invoice;
  }

  private static IncomingEvent incoming(LoggedEvent event) {
    JsonNode body;
    try {
      body = JSON.readTree(event.body());
    } catch (JsonProcessingException e) {
      throw new MalformedEvent("The log holds something that is not JSON: " + event.id(), e);
    }
    return new IncomingEvent(
        event.id(),
        URI.create(event.source()),
        event.type(),
        null,
        event.time(),
        null,
        body.get("data"),
        event.body());
  }
}
