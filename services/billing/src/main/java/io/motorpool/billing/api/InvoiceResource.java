package io.motorpool.billing.api;

import io.motorpool.billing.domain.AddressedInvoice;
import io.motorpool.billing.domain.Invoice;
import io.motorpool.billing.domain.InvoiceFilter;
import io.motorpool.billing.domain.InvoiceService;
import io.motorpool.billing.domain.Payment;
import io.motorpool.contracts.billing.api.InvoicesApi;
import io.motorpool.contracts.billing.model.InvoicePage;
import io.motorpool.contracts.billing.model.InvoiceStatus;
import io.motorpool.contracts.billing.model.PaymentInput;
import io.motorpool.contracts.billing.model.PaymentPage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invoices and their payments over HTTP. */
@ApplicationScoped
public class InvoiceResource implements InvoicesApi {

  /** A payment never changes, so its first version is its only one. */
  private static final long PAYMENT_VERSION = 0;

  private final InvoiceService invoices;
  private final OwnInvoices ownInvoices;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceResource() {
    this(null, null, null);
  }

  /**
   * @param invoices what can be done with invoices
   * @param ownInvoices says which invoices are the caller's
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public InvoiceResource(
      InvoiceService invoices, OwnInvoices ownInvoices, Idempotency idempotency) {
    this.ownInvoices = ownInvoices;
    this.invoices = invoices;
    this.idempotency = idempotency;
  }

  @Override
  public Response listInvoices(
      UUID customerId, UUID reservationId, InvoiceStatus status, Integer limit, String cursor) {
    InvoiceFilter filter =
        new InvoiceFilter(
            Caller.present().limit(Optional.ofNullable(customerId)),
            Optional.ofNullable(reservationId),
            Optional.ofNullable(status).map(it -> Invoice.Status.valueOf(it.name())));
    List<AddressedInvoice> found = invoices.list(filter, Cursor.read(cursor), limit + 1);
    InvoicePage page = new InvoicePage();
    page.setItems(found.stream().limit(limit).map(InvoiceModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, it -> it.invoice().id()));
    return Response.ok(page).build();
  }

  @Override
  public Response getInvoice(UUID invoiceId) {
    ownInvoices.require(invoiceId);
    AddressedInvoice invoice = invoices.get(invoiceId);
    return Response.ok(InvoiceModels.toModel(invoice))
        .header(HttpHeaders.ETAG, EntityTags.of(invoice.invoice().version()))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  @Override
  public Response listPayments(UUID invoiceId, Integer limit, String cursor) {
    ownInvoices.require(invoiceId);
    List<Payment> found = invoices.payments(invoiceId, Cursor.read(cursor), limit + 1);
    PaymentPage page = new PaymentPage();
    page.setItems(found.stream().limit(limit).map(InvoiceModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Payment::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getPayment(UUID invoiceId, UUID paymentId) {
    ownInvoices.require(invoiceId);
    return answer(Response.ok(), invoices.payment(invoiceId, paymentId));
  }

  @Override
  public Response recordPayment(UUID invoiceId, PaymentInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "recordPayment", invoiceId, input),
        Payment.class,
        () ->
            invoices.recordPayment(
                invoiceId,
                Moneys.fromModel(input.getAmount()),
                InvoiceModels.recorded(input.getMethod()),
                input.getReference()),
        payment -> created(invoiceId, payment));
  }

  static Response created(UUID invoiceId, Payment payment) {
    URI location = URI.create("/invoices/%s/payments/%s".formatted(invoiceId, payment.id()));
    return answer(Response.created(location), payment);
  }

  private static Response answer(Response.ResponseBuilder response, Payment payment) {
    return response
        .header(HttpHeaders.ETAG, EntityTags.of(PAYMENT_VERSION))
        .entity(InvoiceModels.toModel(payment))
        .build();
  }
}
