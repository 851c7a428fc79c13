package io.motorpool.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.client.event.InvoiceSnapshot;
import io.motorpool.client.event.ReservationSnapshot;
import io.motorpool.client.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a customer's reservation or invoice: a CloudEvent, with the whole
 * state of its subject.
 *
 * @param id the event's own id
 * @param type what happened, such as {@code reservation.confirmed}
 * @param subject the id of the reservation or the invoice
 * @param time when it happened
 * @param sequence its place among the customer's events, from 1 on
 * @param data the state after it, as JSON
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LiveEvent(
    @JsonProperty("id") UUID id,
    @JsonProperty("type") String type,
    @JsonProperty("subject") UUID subject,
    @JsonProperty("time") Instant time,
    @JsonProperty("sequence") long sequence,
    @JsonProperty("data") JsonNode data) {

  /**
   * The reservation, in an event of one.
   *
   * @return its state after the event; nothing in an event of an invoice
   */
  public Optional<ReservationSnapshot> reservation() {
    return data("reservation.", ReservationSnapshot.class);
  }

  /**
   * The invoice, in an event of one.
   *
   * @return its state after the event; nothing in an event of a reservation
   */
  public Optional<InvoiceSnapshot> invoice() {
    return data("invoice.", InvoiceSnapshot.class);
  }

  private <T> Optional<T> data(String prefix, Class<T> as) {
    return type.startsWith(prefix)
        ? Optional.of(Json.MAPPER.convertValue(data, as))
        : Optional.empty();
  }
}
