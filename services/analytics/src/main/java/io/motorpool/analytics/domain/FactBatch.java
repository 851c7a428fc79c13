package io.motorpool.analytics.domain;

import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What events tell, on its way into the facts: collected, and then written together.
 *
 * <p>Each change is one statement that the database decides by what is there: the state moves only
 * to a higher version, and a moment is the earliest told, whichever event comes first. So events
 * may come in any order, repeatedly, and to several consumers at once.
 */
public final class FactBatch implements AutoCloseable {

  private static final List<String> STATE =
      List.of(
          "customer_id",
          "vehicle_id",
          "vehicle_class",
          "pickup_branch_id",
          "return_branch_id",
          "starts_at",
          "ends_at",
          "status",
          "total_amount",
          "currency",
          "booked_at",
          "picked_up_at",
          "returned_at",
          "version");

  private static final List<String> MOMENTS =
      Stream.of(ReservationStep.values()).map(ReservationStep::column).toList();

  private static final String RESERVATION =
      """
      insert into reservation_fact as fact (reservation_id, %s, %s, logged_events, unlogged)
      values (?, %s, 1, false)
      on conflict (reservation_id) do update set %s, %s, logged_events = fact.logged_events + 1
      """
          .formatted(
              String.join(", ", STATE),
              String.join(", ", MOMENTS),
              each(Stream.concat(STATE.stream(), MOMENTS.stream()), column -> "?"),
              each(
                  STATE.stream(),
                  column ->
                      "%1$s = case when excluded.version > fact.version then excluded.%1$s else fact.%1$s end"
                          .formatted(column)),
              each(MOMENTS.stream(), "%1$s = least(fact.%1$s, excluded.%1$s)"::formatted));

  /** What a replica of before the log has left of the same version is replaced: it knew less. */
  private static final String INVOICE =
      """
      insert into invoice_change as change (
        invoice_id, version, reservation_id, currency, changed_at, charged_amount, paid_amount,
        overdue_at, unlogged)
      values (?, ?, ?, ?, ?, ?, ?, ?, false)
      on conflict (invoice_id, version) do update set
        reservation_id = excluded.reservation_id,
        currency = excluded.currency,
        changed_at = case when change.unlogged then excluded.changed_at
                          else least(change.changed_at, excluded.changed_at) end,
        charged_amount = excluded.charged_amount,
        paid_amount = excluded.paid_amount,
        overdue_at = least(change.overdue_at, excluded.overdue_at),
        unlogged = false
      """;

  private final PreparedStatement reservations;
  private final PreparedStatement invoices;
  private int waitingReservations;
  private int waitingInvoices;

  /**
   * @param connection in the transaction that the facts are to be changed in; stays open
   */
  FactBatch(Connection connection) throws SQLException {
    reservations = connection.prepareStatement(RESERVATION);
    invoices = connection.prepareStatement(INVOICE);
  }

  private static String each(Stream<String> columns, UnaryOperator<String> clause) {
    return columns.map(clause).collect(Collectors.joining(", "));
  }

  /**
   * Adds that the reservation took the step.
   *
   * @param moment when it took it
   * @param reservation its state after it
   */
  public void add(ReservationStep step, Instant moment, ReservationSnapshot reservation)
      throws SQLException {
    add(Optional.of(step), moment, reservation);
  }

  /**
   * Adds a change of the reservation that is no step in its life.
   *
   * @param reservation its state after it
   */
  public void add(ReservationSnapshot reservation) throws SQLException {
    add(Optional.empty(), null, reservation);
  }

  private void add(Optional<ReservationStep> taken, Instant moment, ReservationSnapshot reservation)
      throws SQLException {
    Row row = new Row(reservations);
    row.set(reservation.getId())
        .set(reservation.getCustomerId())
        .set(reservation.getVehicleId())
        .set(reservation.getVehicleClass())
        .set(reservation.getPickupBranchId())
        .set(reservation.getReturnBranchId())
        .set(reservation.getStartsAt())
        .set(reservation.getEndsAt())
        .set(reservation.getStatus().toString())
        .set(reservation.getPrice().getTotal().getAmount())
        .set(reservation.getPrice().getTotal().getCurrency())
        .set(reservation.getCreatedAt())
        .set(Optional.ofNullable(reservation.getHandover()).map(Handover::getPickedUpAt))
        .set(Optional.ofNullable(reservation.getHandback()).map(Handback::getReturnedAt))
        .set(reservation.getVersion());
    for (ReservationStep step : ReservationStep.values()) {
      row.set(taken.filter(step::equals).map(it -> moment.atOffset(ZoneOffset.UTC)));
    }
    reservations.addBatch();
    waitingReservations++;
  }

  /**
   * Adds a change of an invoice.
   *
   * @param moment when it changed
   * @param invoice its state after it; it has an id
   * @param overdue whether it became overdue with it
   */
  public void add(Instant moment, InvoiceSnapshot invoice, boolean overdue) throws SQLException {
    OffsetDateTime changedAt = moment.atOffset(ZoneOffset.UTC);
    BigDecimal paid = invoice.getPaid().getAmount();
    if (invoice.getRefunded() != null) {
      paid = paid.subtract(invoice.getRefunded().getAmount());
    }
    new Row(invoices)
        .set(invoice.getInvoiceId())
        .set(invoice.getVersion())
        .set(invoice.getReservationId())
        .set(invoice.getTotal().getCurrency())
        .set(changedAt)
        // Not the total, which an invoice keeps when it is credited and nothing is owed any more.
        .set(invoice.getBalance().getAmount().add(paid))
        .set(paid)
        .set(overdue ? Optional.of(changedAt) : Optional.empty());
    invoices.addBatch();
    waitingInvoices++;
  }

  /**
   * Adds what was charged and paid for a reservation before Motorpool was in use. Its invoice is
   * known elsewhere; here it goes by the reservation's id.
   *
   * @param moment when it counts
   * @param reservation one with {@code imported}
   */
  public void addPast(Instant moment, ReservationSnapshot reservation) throws SQLException {
    Money charged = reservation.getImported().getCharged();
    new Row(invoices)
        .set(reservation.getId())
        .set(reservation.getVersion())
        .set(reservation.getId())
        .set(charged.getCurrency())
        .set(moment.atOffset(ZoneOffset.UTC))
        .set(charged.getAmount())
        .set(charged.getAmount())
        .set(Optional.empty());
    invoices.addBatch();
    waitingInvoices++;
  }

  /** Writes what was added since the last time. */
  void write() throws SQLException {
    if (waitingReservations > 0) {
      reservations.executeBatch();
      waitingReservations = 0;
    }
    if (waitingInvoices > 0) {
      invoices.executeBatch();
      waitingInvoices = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    try (reservations;
        invoices) {
      // Both, even if the first cannot be closed.
    }
  }

  /** The parameters of a statement, one after the other. */
  private static final class Row {

    private final PreparedStatement statement;
    private int index;

    private Row(PreparedStatement statement) {
      this.statement = statement;
    }

    private Row set(Object value) throws SQLException {
      statement.setObject(++index, value);
      return this;
    }

    private Row set(Optional<OffsetDateTime> moment) throws SQLException {
      statement.setObject(++index, moment.orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
      return this;
    }
  }
}
