package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.MaintenanceApi;
import io.motorpool.contracts.vehicle.model.MaintenanceWindowInput;
import io.motorpool.contracts.vehicle.model.MaintenanceWindowPage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.time.Times;
import io.motorpool.vehicle.domain.MaintenanceDetails;
import io.motorpool.vehicle.domain.MaintenanceService;
import io.motorpool.vehicle.domain.MaintenanceService.Maintenance;
import io.motorpool.vehicle.domain.MaintenanceWindow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Maintenance windows over HTTP. */
@ApplicationScoped
public class MaintenanceResource implements MaintenanceApi {

  private final MaintenanceService maintenance;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected MaintenanceResource() {
    this(null, null);
  }

  /**
   * @param maintenance what can be done with windows
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public MaintenanceResource(MaintenanceService maintenance, Idempotency idempotency) {
    this.maintenance = maintenance;
    this.idempotency = idempotency;
  }

  @Override
  public Response createMaintenanceWindow(
      UUID vehicleId, MaintenanceWindowInput input, Boolean displaces, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createMaintenanceWindow", vehicleId, input, displaces),
        Maintenance.class,
        () -> maintenance.enter(vehicleId, fromModel(input), displaces),
        MaintenanceResource::created);
  }

  @Override
  public Response getMaintenanceWindow(UUID vehicleId, UUID maintenanceWindowId) {
    return answer(Response.ok(), maintenance.get(vehicleId, maintenanceWindowId));
  }

  @Override
  public Response listMaintenanceWindows(UUID vehicleId, Integer limit, String cursor) {
    List<Maintenance> found = maintenance.list(vehicleId, Cursor.read(cursor), limit + 1);
    MaintenanceWindowPage page = new MaintenanceWindowPage();
    page.setItems(found.stream().limit(limit).map(MaintenanceResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, it -> it.window().id()));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceMaintenanceWindow(
      UUID vehicleId,
      UUID maintenanceWindowId,
      MaintenanceWindowInput input,
      Boolean displaces,
      String ifMatch) {
    return answer(
        Response.ok(),
        maintenance.replace(
            vehicleId,
            maintenanceWindowId,
            EntityTags.required(ifMatch),
            fromModel(input),
            displaces));
  }

  @Override
  public Response deleteMaintenanceWindow(UUID vehicleId, UUID maintenanceWindowId) {
    maintenance.delete(vehicleId, maintenanceWindowId);
    return Response.noContent().build();
  }

  private static MaintenanceDetails fromModel(MaintenanceWindowInput input) {
    return new MaintenanceDetails(
        input.getStartsAt().toInstant(), input.getEndsAt().toInstant(), input.getReason());
  }

  private static Response created(Maintenance entered) {
    MaintenanceWindow window = entered.window();
    return answer(
        Response.created(
            URI.create(
                "/vehicles/%s/maintenance-windows/%s".formatted(window.vehicleId(), window.id()))),
        entered);
  }

  private static Response answer(Response.ResponseBuilder answer, Maintenance maintenance) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(maintenance.window().version()))
        .entity(toModel(maintenance))
        .build();
  }

  private static io.motorpool.contracts.vehicle.model.MaintenanceWindow toModel(
      Maintenance maintenance) {
    MaintenanceWindow window = maintenance.window();
    return new io.motorpool.contracts.vehicle.model.MaintenanceWindow()
        .id(window.id())
        .vehicleId(window.vehicleId())
        .startsAt(Times.toModel(window.period().startsAt()))
        .endsAt(Times.toModel(window.period().endsAt()))
        .reason(window.reason())
        .displacedReservations(
            maintenance.displaced().stream().map(VehicleModels::toModel).toList())
        .version(window.version());
  }
}
