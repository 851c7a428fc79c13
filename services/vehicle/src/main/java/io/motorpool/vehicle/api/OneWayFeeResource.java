package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.OneWayFeesApi;
import io.motorpool.contracts.vehicle.model.OneWayFeeInput;
import io.motorpool.contracts.vehicle.model.OneWayFeePage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.OneWayFee;
import io.motorpool.vehicle.domain.OneWayFeeDetails;
import io.motorpool.vehicle.domain.OneWayFeeService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** One-way fees over HTTP. */
@ApplicationScoped
public class OneWayFeeResource implements OneWayFeesApi {

  private final OneWayFeeService fees;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected OneWayFeeResource() {
    this(null, null);
  }

  /**
   * @param fees what can be done with one-way fees
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public OneWayFeeResource(OneWayFeeService fees, Idempotency idempotency) {
    this.fees = fees;
    this.idempotency = idempotency;
  }

  @Override
  public Response createOneWayFee(OneWayFeeInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createOneWayFee", input),
        OneWayFee.class,
        () -> fees.add(details(input)),
        OneWayFeeResource::created);
  }

  @Override
  public Response getOneWayFee(UUID oneWayFeeId) {
    return answer(Response.ok(), fees.get(oneWayFeeId));
  }

  @Override
  public Response listOneWayFees(Integer limit, String cursor) {
    List<OneWayFee> found = fees.list(Cursor.read(cursor), limit + 1);
    OneWayFeePage page = new OneWayFeePage();
    page.setItems(found.stream().limit(limit).map(OneWayFeeResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, OneWayFee::id));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceOneWayFee(UUID oneWayFeeId, OneWayFeeInput input, String ifMatch) {
    return answer(
        Response.ok(), fees.replace(oneWayFeeId, EntityTags.required(ifMatch), details(input)));
  }

  @Override
  public Response deleteOneWayFee(UUID oneWayFeeId) {
    fees.delete(oneWayFeeId);
    return Response.noContent().build();
  }

  private static OneWayFeeDetails details(OneWayFeeInput input) {
    return new OneWayFeeDetails(
        input.getFromBranchId(), input.getToBranchId(), Moneys.fromModel(input.getFee()));
  }

  private static Response created(OneWayFee added) {
    return answer(Response.created(URI.create("/one-way-fees/" + added.id())), added);
  }

  private static Response answer(Response.ResponseBuilder answer, OneWayFee fee) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(fee.version()))
        .entity(toModel(fee))
        .build();
  }

  private static io.motorpool.contracts.vehicle.model.OneWayFee toModel(OneWayFee fee) {
    OneWayFeeDetails details = fee.details();
    return new io.motorpool.contracts.vehicle.model.OneWayFee()
        .id(fee.id())
        .fromBranchId(details.fromBranchId())
        .toBranchId(details.toBranchId())
        .fee(Moneys.toModel(details.fee()))
        .version(fee.version());
  }
}
