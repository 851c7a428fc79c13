package io.motorpool.billing.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** What can be done with credit notes. Each change is one transaction. */
@ApplicationScoped
public class CreditNoteService {

  private final InvoiceRepository invoices;
  private final CreditNoteRepository creditNotes;
  private final Invoicing invoicing;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected CreditNoteService() {
    this(null, null, null, null);
  }

  /**
   * @param invoices the stored invoices
   * @param creditNotes the stored credit notes
   * @param invoicing issues credit notes
   * @param transaction makes each change one
   */
  @Inject
  public CreditNoteService(
      InvoiceRepository invoices,
      CreditNoteRepository creditNotes,
      Invoicing invoicing,
      Transaction transaction) {
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.invoicing = invoicing;
    this.transaction = transaction;
  }

  /**
   * Takes something off an invoice, because a person says so.
   *
   * @throws InvoiceNotFound if there is no such invoice
   * @throws CreditInvalid if it does not come to more than nothing, or is of another currency
   * @throws CreditExceedsInvoice if it comes to more than is left of the invoice
   */
  public CreditNote issue(UUID invoiceId, Credit credit) {
    return transaction.call(
        () -> {
          UUID reservationId = invoices.reservationOf(invoiceId);
          invoices.billedForChange(reservationId);
          CreditNote note = invoicing.credit(invoices.getForChange(invoiceId), credit);
          invoicing.conclude(reservationId);
          return note;
        });
  }

  /**
   * One credit note of an invoice.
   *
   * @throws CreditNoteNotFound if the invoice has none with this id
   */
  public CreditNote get(UUID invoiceId, UUID id) {
    return transaction.call(() -> creditNotes.get(invoiceId, id));
  }

  /**
   * Credit notes of an invoice in the order they were issued.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most credit notes to return
   * @throws InvoiceNotFound if there is no such invoice
   */
  public List<CreditNote> list(UUID invoiceId, UUID after, int atMost) {
    return transaction.call(() -> creditNotes.list(invoices.get(invoiceId).id(), after, atMost));
  }
}
