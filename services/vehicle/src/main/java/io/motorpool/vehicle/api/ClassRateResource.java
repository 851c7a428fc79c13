package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.RatesApi;
import io.motorpool.contracts.vehicle.model.ClassRateInput;
import io.motorpool.contracts.vehicle.model.ClassRatePage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.vehicle.domain.ClassRate;
import io.motorpool.vehicle.domain.ClassRateDetails;
import io.motorpool.vehicle.domain.ClassRateService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rates that classes have from some day on, over HTTP. */
@ApplicationScoped
public class ClassRateResource implements RatesApi {

  private final ClassRateService rates;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected ClassRateResource() {
    this(null, null);
  }

  /**
   * @param rates what can be done with rates
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public ClassRateResource(ClassRateService rates, Idempotency idempotency) {
    this.rates = rates;
    this.idempotency = idempotency;
  }

  @Override
  public Response createClassRate(String code, ClassRateInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createClassRate", code, input),
        ClassRate.class,
        () -> rates.add(code, details(input)),
        ClassRateResource::created);
  }

  @Override
  public Response getClassRate(String code, UUID rateId) {
    return answer(Response.ok(), rates.get(code, rateId));
  }

  @Override
  public Response listClassRates(String code, Integer limit, String cursor) {
    List<ClassRate> found = rates.list(code, Cursor.read(cursor), limit + 1);
    ClassRatePage page = new ClassRatePage();
    page.setItems(found.stream().limit(limit).map(ClassRateResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, ClassRate::id));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceClassRate(String code, UUID rateId, ClassRateInput input, String ifMatch) {
    return answer(
        Response.ok(), rates.replace(code, rateId, EntityTags.required(ifMatch), details(input)));
  }

  @Override
  public Response deleteClassRate(String code, UUID rateId) {
    rates.delete(code, rateId);
    return Response.noContent().build();
  }

  private static ClassRateDetails details(ClassRateInput input) {
    return new ClassRateDetails(
        input.getValidFrom(),
        Optional.ofNullable(input.getValidUntil()),
        VehicleClassModels.rate(input.getRate()));
  }

  private static Response created(ClassRate added) {
    String path = "/vehicle-classes/%s/rates/%s".formatted(added.vehicleClass(), added.id());
    return answer(Response.created(URI.create(path)), added);
  }

  private static Response answer(Response.ResponseBuilder answer, ClassRate rate) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(rate.version()))
        .entity(toModel(rate))
        .build();
  }

  private static io.motorpool.contracts.vehicle.model.ClassRate toModel(ClassRate rate) {
    ClassRateDetails details = rate.details();
    return new io.motorpool.contracts.vehicle.model.ClassRate()
        .id(rate.id())
        .vehicleClass(rate.vehicleClass())
        .validFrom(details.validFrom())
        .validUntil(details.validUntil().orElse(null))
        .rate(VehicleClassModels.rate(details.rate()))
        .version(rate.version());
  }
}
