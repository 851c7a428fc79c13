package io.motorpool.analytics.domain;

import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The stored facts. Every method needs a running transaction.
 *
 * <p>Each change is one statement that the database decides by what is there: the state moves only
 * to a higher version, and a moment is kept whichever event comes first. So events may come in any
 * order, repeatedly, and to several consumers at once.
 */
@ApplicationScoped
public class Facts {

  private static final String RESERVATION =
      """
      insert into reservation_fact as fact (
        reservation_id, customer_id, vehicle_id, vehicle_class, pickup_branch_id, return_branch_id,
        starts_at, ends_at, status, total_amount, currency, version, %1$s)
      values (
        :reservationId, :customerId, :vehicleId, :vehicleClass, :pickupBranchId, :returnBranchId,
        :startsAt, :endsAt, :status, :totalAmount, :currency, :version, :moment)
      on conflict (reservation_id) do update set
        (customer_id, vehicle_id, vehicle_class, pickup_branch_id, return_branch_id,
         starts_at, ends_at, status, total_amount, currency, version) =
        (select newer.customer_id, newer.vehicle_id, newer.vehicle_class, newer.pickup_branch_id,
                newer.return_branch_id, newer.starts_at, newer.ends_at, newer.status,
                newer.total_amount, newer.currency, newer.version
         from (values
           (fact.customer_id, fact.vehicle_id, fact.vehicle_class, fact.pickup_branch_id,
            fact.return_branch_id, fact.starts_at, fact.ends_at, fact.status,
            fact.total_amount, fact.currency, fact.version),
           (excluded.customer_id, excluded.vehicle_id, excluded.vehicle_class,
            excluded.pickup_branch_id, excluded.return_branch_id, excluded.starts_at,
            excluded.ends_at, excluded.status, excluded.total_amount, excluded.currency,
            excluded.version))
           as newer (customer_id, vehicle_id, vehicle_class, pickup_branch_id, return_branch_id,
                     starts_at, ends_at, status, total_amount, currency, version)
         order by newer.version desc limit 1),
        %1$s = least(fact.%1$s, excluded.%1$s)
      """;

  private static final String INVOICE =
      """
      insert into invoice_fact as fact (
        invoice_id, reservation_id, customer_id, status, currency, total_amount, paid_amount,
        balance_amount, version, %1$s, %2$s)
      values (
        :invoiceId, :reservationId, :customerId, :status, :currency, :totalAmount, :paidAmount,
        :balanceAmount, :version, :moment, :amount)
      on conflict (invoice_id) do update set
        (status, currency, total_amount, paid_amount, balance_amount, version) =
        (select newer.status, newer.currency, newer.total_amount, newer.paid_amount,
                newer.balance_amount, newer.version
         from (values
           (fact.status, fact.currency, fact.total_amount, fact.paid_amount,
            fact.balance_amount, fact.version),
           (excluded.status, excluded.currency, excluded.total_amount, excluded.paid_amount,
            excluded.balance_amount, excluded.version))
           as newer (status, currency, total_amount, paid_amount, balance_amount, version)
         order by newer.version desc limit 1),
        (%1$s, %2$s) =
        (select earlier.moment, earlier.amount
         from (values (fact.%1$s, fact.%2$s), (excluded.%1$s, excluded.%2$s))
           as earlier (moment, amount)
         order by earlier.moment nulls last limit 1)
      """;

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected Facts() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public Facts(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Keeps that the reservation took the step.
   *
   * @param moment when it took it
   * @param reservation its state after it
   */
  public void keep(ReservationStep step, Instant moment, ReservationSnapshot reservation) {
    entityManager
        .createNativeQuery(RESERVATION.formatted(step.column()))
        .setParameter("reservationId", reservation.getId())
        .setParameter("customerId", reservation.getCustomerId())
        .setParameter("vehicleId", reservation.getVehicleId())
        .setParameter("vehicleClass", reservation.getVehicleClass())
        .setParameter("pickupBranchId", reservation.getPickupBranchId())
        .setParameter("returnBranchId", reservation.getReturnBranchId())
        .setParameter("startsAt", reservation.getStartsAt())
        .setParameter("endsAt", reservation.getEndsAt())
        .setParameter("status", reservation.getStatus().toString())
        .setParameter("totalAmount", reservation.getPrice().getTotal().getAmount())
        .setParameter("currency", reservation.getPrice().getTotal().getCurrency())
        .setParameter("version", reservation.getVersion())
        .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /**
   * Keeps that the invoice took the step.
   *
   * @param moment when it took it
   * @param invoice its state after it; it has an id
   */
  public void keep(InvoiceStep step, Instant moment, InvoiceSnapshot invoice) {
    Money amount = step.amountOf(invoice);
    entityManager
        .createNativeQuery(INVOICE.formatted(step.moment(), step.amount()))
        .setParameter("invoiceId", invoice.getInvoiceId())
        .setParameter("reservationId", invoice.getReservationId())
        .setParameter("customerId", invoice.getCustomerId())
        .setParameter("status", invoice.getStatus().toString())
        .setParameter("currency", amount.currency())
        .setParameter("totalAmount", invoice.getTotal().getAmount())
        .setParameter("paidAmount", invoice.getPaid().getAmount())
        .setParameter("balanceAmount", invoice.getBalance().getAmount())
        .setParameter("version", invoice.getVersion())
        .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
        .setParameter("amount", amount.amount())
        .executeUpdate();
  }
}
