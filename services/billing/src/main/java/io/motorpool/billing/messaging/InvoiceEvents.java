package io.motorpool.billing.messaging;

import io.motorpool.billing.api.InvoiceModels;
import io.motorpool.billing.domain.Charge;
import io.motorpool.billing.domain.Invoice;
import io.motorpool.billing.domain.InvoiceChanged;
import io.motorpool.billing.domain.InvoiceRejected;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.platform.messaging.Outbox;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.reactivestreams.Publisher;

/**
 * Publishes {@code invoice.*}: each step of an invoice, with its full state after it, and each
 * refusal to issue one.
 */
@ApplicationScoped
public class InvoiceEvents {

  /** A refusal is never taken back, so its first version is its only one. */
  private static final long REJECTION_VERSION = 0;

  private final Outbox outbox;
  private final EventPublisher publisher;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceEvents() {
    this(null, null);
  }

  /**
   * @param outbox takes the event in the transaction of the change
   * @param publisher the relay's way to the broker
   */
  @Inject
  public InvoiceEvents(Outbox outbox, EventPublisher publisher) {
    this.outbox = outbox;
    this.publisher = publisher;
  }

  /** The channel that the relay sends through. */
  @Outgoing("events")
  public Publisher<Message<OutgoingEvent>> events() {
    return publisher.channel();
  }

  void on(@Observes InvoiceChanged change) {
    EventType type =
        switch (change.transition()) {
          case ISSUED -> EventType.INVOICE_ISSUED;
          case PAID -> EventType.INVOICE_PAID;
          case OVERDUE -> EventType.INVOICE_OVERDUE;
          case CREDITED -> EventType.INVOICE_CREDITED;
        };
    Invoice invoice = change.invoice();
    outbox.add(type.toString(), invoice.id(), toSnapshot(invoice));
  }

  void on(@Observes InvoiceRejected rejection) {
    outbox.add(
        EventType.INVOICE_REJECTED.toString(),
        rejection.charge().reservationId(),
        toSnapshot(rejection));
  }

  private static InvoiceSnapshot toSnapshot(Invoice invoice) {
    return new InvoiceSnapshot()
        .invoiceId(invoice.id())
        .number(invoice.number())
        .reservationId(invoice.reservationId())
        .customerId(invoice.customerId())
        .kind(invoice.kind())
        .status(InvoiceSnapshotStatus.valueOf(invoice.status().name()))
        .lines(InvoiceModels.lines(invoice.lines()))
        .total(Moneys.toModel(invoice.total()))
        .credited(Moneys.toModel(invoice.credited()))
        .paid(Moneys.toModel(invoice.paid()))
        .refunded(Moneys.toModel(invoice.refunded()))
        .balance(Moneys.toModel(invoice.balance()))
        .issuedAt(Times.toModel(invoice.issuedAt()))
        .dueOn(invoice.dueOn())
        .paidAt(invoice.paidAt().map(Times::toModel).orElse(null))
        .overdueSince(invoice.overdueSince().map(Times::toModel).orElse(null))
        .version(invoice.version());
  }

  private static InvoiceSnapshot toSnapshot(InvoiceRejected rejection) {
    Charge charge = rejection.charge();
    Money nothing = Money.zero(charge.total().currency());
    return new InvoiceSnapshot()
        .reservationId(charge.reservationId())
        .customerId(charge.customerId())
        .kind(charge.kind())
        .status(InvoiceSnapshotStatus.REJECTED)
        .lines(InvoiceModels.lines(charge.lines()))
        .total(Moneys.toModel(charge.total()))
        .credited(Moneys.toModel(nothing))
        .paid(Moneys.toModel(nothing))
        .refunded(Moneys.toModel(nothing))
        .balance(Moneys.toModel(nothing))
        .rejectionReason(rejection.reason())
        .version(REJECTION_VERSION);
  }
}
