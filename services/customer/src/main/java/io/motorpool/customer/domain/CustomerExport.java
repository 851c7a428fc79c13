package io.motorpool.customer.domain;

import io.motorpool.contracts.billing.model.Invoice;
import io.motorpool.contracts.notification.model.Notification;
import io.motorpool.contracts.reservation.model.Reservation;
import java.time.Instant;
import java.util.List;

/**
 * Everything that is held about a customer.
 *
 * @param exportedAt when it was gathered
 * @param customer as registered
 * @param blocks all there ever were, in the order they were made
 * @param reservations as the reservation service has them, in the order they were made
 * @param invoices as the billing service has them, in the order they were issued
 * @param notifications as the notification service has them, the latest first
 */
public record CustomerExport(
    Instant exportedAt,
    Customer customer,
    List<CustomerBlock> blocks,
    List<Reservation> reservations,
    List<Invoice> invoices,
    List<Notification> notifications) {

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "CustomerExport of " + customer.id();
  }
}
