package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What can be done with invoices. Each change is one transaction, in which the invoice and the
 * event that tells of it are stored together.
 */
@ApplicationScoped
public class InvoiceService {

  private final InvoiceRepository repository;
  private final Transaction transaction;
  private final Event<InvoiceChanged> changes;
  private final Event<InvoiceRejected> rejections;
  private final Clock clock;
  private final Period paymentTerm;
  private final CreditLimit creditLimit;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceService() {
    this(null, null, null, null, null, null, BigDecimal.ZERO);
  }

  /**
   * @param repository the stored invoices
   * @param transaction makes each change one
   * @param changes tells others of invoices, inside the transaction
   * @param rejections tells others of refusals, inside the transaction
   * @param clock the present moment
   * @param paymentTerm how long customers have to pay, from the day of issue
   * @param creditLimit how much a customer may owe past the due date, in any one currency
   */
  @Inject
  public InvoiceService(
      InvoiceRepository repository,
      Transaction transaction,
      Event<InvoiceChanged> changes,
      Event<InvoiceRejected> rejections,
      Clock clock,
      @ConfigProperty(name = "motorpool.billing.payment-term", defaultValue = "P14D")
          Period paymentTerm,
      @ConfigProperty(name = "motorpool.billing.credit-limit", defaultValue = "0.00")
          BigDecimal creditLimit) {
    this.repository = repository;
    this.transaction = transaction;
    this.changes = changes;
    this.rejections = rejections;
    this.clock = clock;
    this.paymentTerm = paymentTerm;
    this.creditLimit = new CreditLimit(creditLimit);
  }

  /**
   * A reservation was made: issues its invoice, or refuses to if the customer owes too much. Joins
   * the transaction of the event that says so. Does nothing if a version as new as this is known.
   *
   * @param version the reservation's version
   */
  public void reservationCreated(Charge charge, long version) {
    BilledReservation billed = repository.billedForChange(charge.reservationId());
    if (!billed.isNews(version)) {
      return;
    }
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    Optional<String> refusal =
        creditLimit.refusal(repository.overdue(charge.customerId(), now.toLocalDate()));
    if (refusal.isPresent()) {
      billed.rejected(version);
      rejections.fire(new InvoiceRejected(charge, refusal.get()));
    } else {
      billed.invoiced(version);
      issue(charge, now);
    }
  }

  /**
   * A reservation came to nothing: credits its invoice, or sees to it that none is issued. Joins
   * the transaction of the event that says so. Does nothing if a version as new as this is known.
   *
   * @param version the reservation's version
   */
  public void reservationEnded(UUID reservationId, long version) {
    BilledReservation billed = repository.billedForChange(reservationId);
    if (!billed.isNews(version)) {
      return;
    }
    billed.ended(version);
    repository
        .ofReservationForChange(reservationId)
        .flatMap(Invoice::credit)
        .ifPresent(this::publish);
  }

  /**
   * Looks for invoices whose due date has passed (UTC), and tells others of each, once.
   *
   * @return how many were found
   */
  public int findOverdue() {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    int found = 0;
    for (UUID id : transaction.call(() -> repository.toBecomeOverdue(today, 100))) {
      found += transaction.call(() -> becomeOverdue(id)) ? 1 : 0;
    }
    return found;
  }

  private boolean becomeOverdue(UUID id) {
    // Looked at again behind the lock: another replica may have been first, or it was paid.
    Optional<InvoiceChanged> overdue = repository.getForChange(id).becomeOverdue(clock.instant());
    overdue.ifPresent(this::publish);
    return overdue.isPresent();
  }

  /**
   * Records money received for an invoice.
   *
   * @param reference what the payment can be found by elsewhere, or null
   * @throws InvoiceNotFound if there is no such invoice
   * @throws InvoiceNotPayable if it is not ISSUED
   * @throws PaymentInvalid if the amount is not above zero, or of another currency
   * @throws OverPayment if it is more than the balance
   */
  public Payment recordPayment(
      UUID invoiceId, Money amount, PaymentMethod method, String reference) {
    return transaction.call(
        () -> {
          Invoice invoice = repository.getForChange(invoiceId);
          Instant now = clock.instant();
          Payment payment =
              invoice.receive(UuidCreator.getTimeOrderedEpoch(), amount, method, reference, now);
          repository.add(payment);
          invoice.settleIfNothingIsOwed(now).ifPresent(this::publish);
          return payment;
        });
  }

  /**
   * One invoice.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public Invoice get(UUID id) {
    return transaction.call(() -> repository.get(id));
  }

  /**
   * Invoices in the order they were issued.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most invoices to return
   */
  public List<Invoice> list(InvoiceFilter filter, UUID after, int atMost) {
    return transaction.call(() -> repository.list(filter, after, atMost));
  }

  /**
   * One payment of an invoice.
   *
   * @throws PaymentNotFound if the invoice has none with this id
   */
  public Payment payment(UUID invoiceId, UUID id) {
    return transaction.call(() -> repository.payment(invoiceId, id));
  }

  /**
   * Payments of an invoice in the order they were recorded.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most payments to return
   * @throws InvoiceNotFound if there is no such invoice
   */
  public List<Payment> payments(UUID invoiceId, UUID after, int atMost) {
    return transaction.call(
        () -> repository.payments(repository.get(invoiceId).id(), after, atMost));
  }

  private void issue(Charge charge, OffsetDateTime now) {
    InvoiceNumber number = repository.nextNumber(now.getYear());
    // The id only now, while the number is locked, so that both count in the same order.
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Invoice invoice = Invoice.issue(id, number, charge, now.toInstant(), paymentTerm);
    repository.add(invoice);
    publish(invoice.issued());
    invoice.settleIfNothingIsOwed(now.toInstant()).ifPresent(this::publish);
  }

  private void publish(InvoiceChanged change) {
    // The version counts with the write, and the event must carry the new one.
    repository.flush();
    changes.fire(change);
  }
}
