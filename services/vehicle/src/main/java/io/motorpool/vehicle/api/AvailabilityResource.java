package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.AvailabilityApi;
import io.motorpool.contracts.vehicle.model.AvailabilityResult;
import io.motorpool.contracts.vehicle.model.ClassAvailability;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.AvailabilityService;
import io.motorpool.vehicle.domain.AvailabilityService.Offer;
import io.motorpool.vehicle.domain.AvailabilityService.Search;
import io.motorpool.vehicle.domain.ClassTerms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

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
    Search search =
        availability.atBranch(
            branchId,
            Optional.ofNullable(returnBranchId),
            Periods.of("startsAt", startsAt, "endsAt", endsAt),
            Optional.ofNullable(vehicleClass),
            driverAge == null ? OptionalInt.empty() : OptionalInt.of(driverAge));
    return Response.ok(
            new AvailabilityResult()
                .items(search.offers().stream().map(AvailabilityResource::toModel).toList())
                .reasons(search.reasons().stream().map(VehicleModels::toModel).toList()))
        .build();
  }

  private static ClassAvailability toModel(Offer offer) {
    ClassTerms terms = offer.tariff().terms();
    return new ClassAvailability()
        .vehicleClass(offer.tariff().vehicleClass().code())
        .name(terms.name())
        .freeVehicles(offer.vehicleIds().size())
        .vehicleIds(offer.vehicleIds())
        .rate(VehicleClassModels.rate(offer.tariff().rate()))
        .deposit(Moneys.toModel(terms.deposit()))
        .price(PriceModels.price(offer.price()))
        .minimumDriverAge(terms.minimumDriverAge());
  }
}
