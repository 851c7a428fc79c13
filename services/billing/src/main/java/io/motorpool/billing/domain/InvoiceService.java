package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What can be done with invoices. Each change is one transaction, in which the invoice and the
 * event that tells of it are stored together.
 */
@ApplicationScoped
public class InvoiceService {

  private final InvoiceRepository repository;
  private final CustomerRepository customers;
  private final Invoicing invoicing;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceService() {
    this(null, null, null, null, null);
  }

  /**
   * @param repository the stored invoices
   * @param customers whom invoices are made out to
   * @param invoicing tells others of invoices
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public InvoiceService(
      InvoiceRepository repository,
      CustomerRepository customers,
      Invoicing invoicing,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.customers = customers;
    this.invoicing = invoicing;
    this.transaction = transaction;
    this.clock = clock;
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
    overdue.ifPresent(invoicing::publish);
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
   * @throws PaymentReferenceMissing if it came by card and has none
   */
  public Payment recordPayment(
      UUID invoiceId, Money amount, RecordedMethod method, String reference) {
    return transaction.call(
        () -> {
          Invoice invoice = repository.getForChange(invoiceId);
          Instant now = clock.instant();
          Payment payment =
              invoice.receive(UuidCreator.getTimeOrderedEpoch(), amount, method, reference, now);
          repository.add(payment);
          invoicing.tell(List.of(invoice), now);
          return payment;
        });
  }

  /**
   * One invoice.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public AddressedInvoice get(UUID id) {
    return transaction.call(() -> addressed(List.of(repository.get(id))).getFirst());
  }

  /**
   * Whose an invoice is.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public UUID customerOf(UUID id) {
    return transaction.call(() -> repository.get(id).customerId());
  }

  /**
   * Invoices in the order they were issued.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most invoices to return
   */
  public List<AddressedInvoice> list(InvoiceFilter filter, UUID after, int atMost) {
    return transaction.call(() -> addressed(repository.list(filter, after, atMost)));
  }

  private List<AddressedInvoice> addressed(List<Invoice> invoices) {
    Set<UUID> asked =
        invoices.stream()
            .filter(it -> it.recipient().isEmpty())
            .map(Invoice::customerId)
            .collect(Collectors.toSet());
    Map<UUID, Recipient> known = asked.isEmpty() ? Map.of() : customers.recipients(asked);
    return invoices.stream()
        .map(
            it ->
                new AddressedInvoice(
                    it, it.recipient().or(() -> Optional.ofNullable(known.get(it.customerId())))))
        .toList();
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
}
