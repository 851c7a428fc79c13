package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.AvailabilityApi;
import io.motorpool.contracts.vehicle.model.AvailabilityResult;
import io.motorpool.contracts.vehicle.model.ClassAvailability;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.AvailabilityService;
import io.motorpool.vehicle.domain.ClassTerms;
import io.motorpool.vehicle.domain.VehicleClass;
import io.motorpool.vehicle.domain.VehicleRepository.Free;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The search for what can be rented, over HTTP. */
@ApplicationScoped
public class AvailabilityResource implements AvailabilityApi {

  private final AvailabilityService availability;

  /** For the container, which makes the client proxy with it. */
  protected AvailabilityResource() {
    this(null);
  }

  /**
   * @param availability what can be rented
   */
  @Inject
  public AvailabilityResource(AvailabilityService availability) {
    this.availability = availability;
  }

  @Override
  public Response searchAvailability(
      UUID branchId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String vehicleClass,
      UUID returnBranchId,
      Integer driverAge) {
    List<Free> free =
        availability.atBranch(
            branchId,
            Periods.of("startsAt", startsAt, "endsAt", endsAt),
            Optional.ofNullable(vehicleClass));
    // The order of what was found is kept: by class, then by vehicle.
    Map<VehicleClass, List<UUID>> byClass =
        free.stream()
            .collect(
                Collectors.groupingBy(
                    Free::vehicleClass,
                    LinkedHashMap::new,
                    Collectors.mapping(it -> it.vehicle().id(), Collectors.toList())));
    AvailabilityResult result = new AvailabilityResult();
    result.setItems(
        byClass.entrySet().stream().map(it -> toModel(it.getKey(), it.getValue())).toList());
    return Response.ok(result).build();
  }

  private static ClassAvailability toModel(VehicleClass vehicleClass, List<UUID> vehicleIds) {
    ClassTerms terms = vehicleClass.terms();
    return new ClassAvailability()
        .vehicleClass(vehicleClass.code())
        .name(terms.name())
        .freeVehicles(vehicleIds.size())
        .vehicleIds(vehicleIds)
        .rate(VehicleClassModels.rate(terms.rate()))
        .deposit(Moneys.toModel(terms.deposit()))
        .minimumDriverAge(terms.minimumDriverAge());
  }
}
