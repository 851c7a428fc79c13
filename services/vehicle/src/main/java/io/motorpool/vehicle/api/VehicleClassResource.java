package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.VehicleClassesApi;
import io.motorpool.contracts.vehicle.model.VehicleClassInput;
import io.motorpool.contracts.vehicle.model.VehicleClassPage;
import io.motorpool.platform.api.CodeCursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.vehicle.domain.VehicleClass;
import io.motorpool.vehicle.domain.VehicleClassService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Vehicle classes over HTTP. */
@ApplicationScoped
public class VehicleClassResource implements VehicleClassesApi {

  private final VehicleClassService classes;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected VehicleClassResource() {
    this(null, null);
  }

  /**
   * @param classes what can be done with vehicle classes
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public VehicleClassResource(VehicleClassService classes, Idempotency idempotency) {
    this.classes = classes;
    this.idempotency = idempotency;
  }

  @Override
  public Response createVehicleClass(VehicleClassInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createVehicleClass", input),
        VehicleClass.class,
        () -> classes.add(input.getCode(), VehicleClassModels.fromModel(input)),
        VehicleClassResource::created);
  }

  @Override
  public Response getVehicleClass(String code) {
    return answer(Response.ok(), classes.get(code));
  }

  @Override
  public Response listVehicleClasses(Integer limit, String cursor) {
    List<VehicleClass> found = classes.list(CodeCursor.read(cursor), limit + 1);
    VehicleClassPage page = new VehicleClassPage();
    page.setItems(found.stream().limit(limit).map(VehicleClassModels::toModel).toList());
    page.setNextCursor(CodeCursor.next(found, limit, VehicleClass::code));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceVehicleClass(String code, VehicleClassInput input, String ifMatch) {
    return answer(
        Response.ok(),
        classes.replace(
            code,
            EntityTags.required(ifMatch),
            input.getCode(),
            VehicleClassModels.fromModel(input)));
  }

  private static Response created(VehicleClass added) {
    return answer(Response.created(URI.create("/vehicle-classes/" + added.code())), added);
  }

  private static Response answer(Response.ResponseBuilder answer, VehicleClass vehicleClass) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(vehicleClass.version()))
        .entity(VehicleClassModels.toModel(vehicleClass))
        .build();
  }
}
