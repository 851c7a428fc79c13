package io.motorpool.billing.api;

import io.motorpool.billing.domain.InvoiceNotFound;
import io.motorpool.billing.domain.InvoiceService;
import io.motorpool.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Whose invoices are whose, and with them their payments, credit notes and refunds. */
@ApplicationScoped
public class OwnInvoices {

  private final InvoiceService invoices;

  /** For the container, which makes the client proxy with it. */
  protected OwnInvoices() {
    this(null);
  }

  /**
   * @param invoices knows whose they are
   */
  @Inject
  public OwnInvoices(InvoiceService invoices) {
    this.invoices = invoices;
  }

  /**
   * Lets through who may see an invoice, before anything else is looked at.
   *
   * @throws InvoiceNotFound if there is none, or it is another customer's
   */
  void require(UUID invoiceId) {
    Caller caller = Caller.present();
    if (caller.isLimited()) {
      caller.require(invoices.customerOf(invoiceId), () -> new InvoiceNotFound(invoiceId));
    }
  }
}
