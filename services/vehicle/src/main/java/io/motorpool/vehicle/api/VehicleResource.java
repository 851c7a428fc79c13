package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.VehiclesApi;
import io.motorpool.contracts.vehicle.model.VehicleInput;
import io.motorpool.contracts.vehicle.model.VehiclePage;
import io.motorpool.contracts.vehicle.model.VehicleSchedule;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.time.Times;
import io.motorpool.vehicle.domain.AvailabilityService;
import io.motorpool.vehicle.domain.ImportedVehicles;
import io.motorpool.vehicle.domain.Occupation;
import io.motorpool.vehicle.domain.Period;
import io.motorpool.vehicle.domain.Vehicle;
import io.motorpool.vehicle.domain.VehicleFile;
import io.motorpool.vehicle.domain.VehicleFilter;
import io.motorpool.vehicle.domain.VehicleImport;
import io.motorpool.vehicle.domain.VehicleService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Vehicles over HTTP, each with its schedule and its availability. */
@ApplicationScoped
public class VehicleResource implements VehiclesApi {

  private static final Duration BEFORE_IN_CALENDAR = Duration.ofDays(30);

  private final VehicleService vehicles;
  private final VehicleImport imports;
  private final VehicleCsv csv;
  private final AvailabilityService availability;
  private final Clock clock;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected VehicleResource() {
    this(null, null, null, null, null, null);
  }

  /**
   * @param vehicles what can be done with vehicles
   * @param imports adds many vehicles at once
   * @param csv reads them
   * @param availability what can be rented
   * @param idempotency does what comes with a key only once
   * @param clock the present moment
   */
  @Inject
  public VehicleResource(
      VehicleService vehicles,
      VehicleImport imports,
      VehicleCsv csv,
      AvailabilityService availability,
      Idempotency idempotency,
      Clock clock) {
    this.vehicles = vehicles;
    this.imports = imports;
    this.csv = csv;
    this.clock = clock;
    this.availability = availability;
    this.idempotency = idempotency;
  }

  @Override
  public Response createVehicle(VehicleInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createVehicle", input),
        Vehicle.class,
        () -> vehicles.add(VehicleModels.fromModel(input)),
        VehicleResource::created);
  }

  @Override
  public Response importVehicles(String body, Boolean dryRun, String idempotencyKey) {
    VehicleFile file = csv.read(body);
    if (dryRun) {
      imports.dryRun(file);
      return Response.ok(VehicleModels.toModel(file)).build();
    }
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "importVehicles", body),
        ImportedVehicles.class,
        () -> imports.add(file),
        imported -> Response.ok(VehicleModels.toModel(imported)).build());
  }

  @Override
  public Response getVehicle(UUID vehicleId) {
    return answer(Response.ok(), vehicles.get(vehicleId));
  }

  @Override
  public Response listVehicles(
      UUID branchId, String vehicleClass, VehicleStatus status, Integer limit, String cursor) {
    VehicleFilter filter =
        new VehicleFilter(
            Optional.ofNullable(branchId),
            Optional.ofNullable(vehicleClass),
            Optional.ofNullable(status).map(VehicleModels::fromModel));
    List<Vehicle> found = vehicles.list(filter, Cursor.read(cursor), limit + 1);
    VehiclePage page = new VehiclePage();
    page.setItems(found.stream().limit(limit).map(VehicleModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Vehicle::id));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceVehicle(
      UUID vehicleId, VehicleInput input, Boolean displaces, String ifMatch) {
    return answer(
        Response.ok(),
        vehicles.replace(
            vehicleId, EntityTags.required(ifMatch), VehicleModels.fromModel(input), displaces));
  }

  @Override
  public Response getVehicleAvailability(
      UUID vehicleId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      UUID pickupBranchId,
      UUID returnBranchId,
      UUID exceptReservationId) {
    Period period = Periods.of("startsAt", startsAt, "endsAt", endsAt);
    return Response.ok(
            VehicleModels.toModel(
                vehicleId,
                availability.ofVehicle(
                    vehicleId,
                    period,
                    Optional.ofNullable(pickupBranchId),
                    Optional.ofNullable(returnBranchId),
                    Optional.ofNullable(exceptReservationId))))
        .build();
  }

  @Override
  public Response getVehicleSchedule(UUID vehicleId, OffsetDateTime from, OffsetDateTime to) {
    Occupation taken = availability.schedule(vehicleId, Periods.of("from", from, "to", to));
    VehicleSchedule schedule = new VehicleSchedule();
    schedule.setItems(taken.reservations().stream().map(VehicleModels::toModel).toList());
    schedule.setMaintenanceWindows(
        taken.maintenance().stream().map(VehicleModels::toModel).toList());
    return Response.ok(schedule).build();
  }

  @Override
  public Response getVehicleCalendar(UUID vehicleId, OffsetDateTime from, OffsetDateTime to) {
    Instant now = clock.instant();
    OffsetDateTime start =
        Optional.ofNullable(from).orElse(Times.toModel(now.minus(BEFORE_IN_CALENDAR)));
    OffsetDateTime end = Optional.ofNullable(to).orElse(start.plus(Period.LONGEST));
    Occupation taken = availability.schedule(vehicleId, Periods.of("from", start, "to", end));
    return Response.ok(ScheduleCalendar.of(taken, now)).build();
  }

  private static Response created(Vehicle vehicle) {
    return answer(Response.created(URI.create("/vehicles/" + vehicle.id())), vehicle);
  }

  private static Response answer(Response.ResponseBuilder answer, Vehicle vehicle) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(vehicle.version()))
        .entity(VehicleModels.toModel(vehicle))
        .build();
  }
}
