package io.motorpool.billing.api;

import io.motorpool.billing.domain.Deposit;
import io.motorpool.billing.domain.DepositFilter;
import io.motorpool.billing.domain.DepositNotFound;
import io.motorpool.billing.domain.DepositService;
import io.motorpool.billing.domain.Payment;
import io.motorpool.contracts.billing.api.DepositsApi;
import io.motorpool.contracts.billing.model.CaptureInput;
import io.motorpool.contracts.billing.model.DepositPage;
import io.motorpool.contracts.billing.model.DepositStatus;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deposits over HTTP. */
@ApplicationScoped
public class DepositResource implements DepositsApi {

  private final DepositService deposits;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected DepositResource() {
    this(null, null);
  }

  /**
   * @param deposits what can be done with deposits
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public DepositResource(DepositService deposits, Idempotency idempotency) {
    this.deposits = deposits;
    this.idempotency = idempotency;
  }

  @Override
  public Response listDeposits(
      UUID customerId, UUID reservationId, DepositStatus status, Integer limit, String cursor) {
    DepositFilter filter =
        new DepositFilter(
            Caller.present().limit(Optional.ofNullable(customerId)),
            Optional.ofNullable(reservationId),
            Optional.ofNullable(status).map(it -> Deposit.Status.valueOf(it.name())));
    List<Deposit> found = deposits.list(filter, Cursor.read(cursor), limit + 1);
    DepositPage page = new DepositPage();
    page.setItems(found.stream().limit(limit).map(DepositResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Deposit::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getDeposit(UUID depositId) {
    Deposit deposit = deposits.get(depositId);
    Caller.present().require(deposit.customerId(), () -> new DepositNotFound(depositId));
    return answer(deposit);
  }

  @Override
  public Response captureDeposit(UUID depositId, CaptureInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "captureDeposit", depositId, input),
        Payment.class,
        () ->
            deposits.capture(depositId, input.getInvoiceId(), Moneys.fromModel(input.getAmount())),
        payment -> InvoiceResource.created(payment.invoiceId(), payment));
  }

  @Override
  public Response releaseDeposit(UUID depositId) {
    return answer(deposits.release(depositId));
  }

  private static Response answer(Deposit deposit) {
    return Response.ok(toModel(deposit))
        .header(HttpHeaders.ETAG, EntityTags.of(deposit.version()))
        .build();
  }

  private static io.motorpool.contracts.billing.model.Deposit toModel(Deposit deposit) {
    return new io.motorpool.contracts.billing.model.Deposit()
        .id(deposit.id())
        .reservationId(deposit.reservationId())
        .customerId(deposit.customerId())
        .status(DepositStatus.valueOf(deposit.status().name()))
        .amount(Moneys.toModel(deposit.amount()))
        .captured(Moneys.toModel(deposit.captured()))
        .released(Moneys.toModel(deposit.released()))
        .held(Moneys.toModel(deposit.held()))
        .method(deposit.method())
        .reference(deposit.reference().orElse(null))
        .receivedAt(Times.toModel(deposit.receivedAt()))
        .closedAt(deposit.closedAt().map(Times::toModel).orElse(null))
        .version(deposit.version());
  }
}
