package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What can be done with refunds. Each change is one transaction. */
@ApplicationScoped
public class RefundService {

  private final InvoiceRepository invoices;
  private final RefundRepository refunds;
  private final Invoicing invoicing;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected RefundService() {
    this(null, null, null, null, null);
  }

  /**
   * @param invoices the stored invoices
   * @param refunds the stored refunds
   * @param invoicing tells others of it
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public RefundService(
      InvoiceRepository invoices,
      RefundRepository refunds,
      Invoicing invoicing,
      Transaction transaction,
      Clock clock) {
    this.invoices = invoices;
    this.refunds = refunds;
    this.invoicing = invoicing;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Records money given back of an invoice.
   *
   * @param reference what the refund can be found by elsewhere, or null
   * @throws InvoiceNotFound if there is no such invoice
   * @throws RefundInvalid if the amount is not above zero, or of another currency
   * @throws RefundExceedsCredit if it is more than is to be given back
   * @throws PaymentReferenceMissing if it went by card and has none
   */
  public Refund record(UUID invoiceId, Money amount, RecordedMethod method, String reference) {
    return transaction.call(
        () -> {
          Invoice invoice = invoices.getForChange(invoiceId);
          Instant now = clock.instant();
          Refund refund =
              invoice.giveBack(UuidCreator.getTimeOrderedEpoch(), amount, method, reference, now);
          refunds.add(refund);
          invoicing.tell(List.of(invoice), now);
          return refund;
        });
  }

  /**
   * One refund of an invoice.
   *
   * @throws RefundNotFound if the invoice has none with this id
   */
  public Refund get(UUID invoiceId, UUID id) {
    return transaction.call(() -> refunds.get(invoiceId, id));
  }

  /**
   * Refunds of an invoice in the order they were recorded.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most refunds to return
   * @throws InvoiceNotFound if there is no such invoice
   */
  public List<Refund> list(UUID invoiceId, UUID after, int atMost) {
    return transaction.call(() -> refunds.list(invoices.get(invoiceId).id(), after, atMost));
  }
}
