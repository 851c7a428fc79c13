package io.motorpool.billing.api;

import io.motorpool.billing.domain.Refund;
import io.motorpool.billing.domain.RefundService;
import io.motorpool.contracts.billing.api.RefundsApi;
import io.motorpool.contracts.billing.model.RefundInput;
import io.motorpool.contracts.billing.model.RefundPage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Refunds over HTTP. */
@ApplicationScoped
public class RefundResource implements RefundsApi {

  /** A refund never changes, so its first version is its only one. */
  private static final long VERSION = 0;

  private final RefundService refunds;
  private final OwnInvoices ownInvoices;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected RefundResource() {
    this(null, null, null);
  }

  /**
   * @param refunds what can be done with refunds
   * @param ownInvoices says which invoices are the caller's
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public RefundResource(RefundService refunds, OwnInvoices ownInvoices, Idempotency idempotency) {
    this.ownInvoices = ownInvoices;
    this.refunds = refunds;
    this.idempotency = idempotency;
  }

  @Override
  public Response listRefunds(UUID invoiceId, Integer limit, String cursor) {
    ownInvoices.require(invoiceId);
    List<Refund> found = refunds.list(invoiceId, Cursor.read(cursor), limit + 1);
    RefundPage page = new RefundPage();
    page.setItems(found.stream().limit(limit).map(InvoiceModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Refund::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getRefund(UUID invoiceId, UUID refundId) {
    ownInvoices.require(invoiceId);
    return answer(Response.ok(), refunds.get(invoiceId, refundId));
  }

  @Override
  public Response recordRefund(UUID invoiceId, RefundInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "recordRefund", invoiceId, input),
        Refund.class,
        () ->
            refunds.record(
                invoiceId,
                Moneys.fromModel(input.getAmount()),
                InvoiceModels.recorded(input.getMethod()),
                input.getReference()),
        refund -> created(invoiceId, refund));
  }

  private static Response created(UUID invoiceId, Refund refund) {
    URI location = URI.create("/invoices/%s/refunds/%s".formatted(invoiceId, refund.id()));
    return answer(Response.created(location), refund);
  }

  private static Response answer(Response.ResponseBuilder response, Refund refund) {
    return response
        .header(HttpHeaders.ETAG, EntityTags.of(VERSION))
        .entity(InvoiceModels.toModel(refund))
        .build();
  }
}
