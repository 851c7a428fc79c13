package io.motorpool.reservation.domain;

import io.motorpool.contracts.vehicle.client.BranchesClient;
import io.motorpool.contracts.vehicle.client.VehiclesClient;
import io.motorpool.contracts.vehicle.model.AvailabilityReason;
import io.motorpool.contracts.vehicle.model.AvailabilityReasonCode;
import io.motorpool.contracts.vehicle.model.VehicleAvailability;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What can be rented and at which rate, as the vehicle service says. */
@ApplicationScoped
public class Fleet {

  private final VehiclesClient vehicles;
  private final BranchesClient branches;
  private final Neighbour service;

  /** For the container, which makes the client proxy with it. */
  protected Fleet() {
    this(null, null, null, 0);
  }

  /**
   * @param vehicles the vehicle service's vehicles
   * @param branches the vehicle service's branches
   * @param guard stands before it
   * @param breakerDelay in milliseconds
   */
  @Inject
  public Fleet(
      @RestClient VehiclesClient vehicles,
      @RestClient BranchesClient branches,
      VehicleGuard guard,
      @ConfigProperty(name = "CircuitBreaker/delay") long breakerDelay) {
    this.vehicles = vehicles;
    this.branches = branches;
    this.service = new Neighbour("vehicle", guard, Duration.ofMillis(breakerDelay));
  }

  /**
   * Checks that a vehicle can be returned to a branch.
   *
   * @throws BookingRefused if there is no such branch
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public void requireBranch(UUID branchId) {
    if (!isKnown(branchId)) {
      throw BookingRefused.branchUnknown("returnBranchId");
    }
  }

  /**
   * The class of a vehicle, an ACRISS code; empty if there is no such vehicle.
   *
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public Optional<String> vehicleClass(UUID vehicleId) {
    try {
      return Optional.of(service.ask(() -> vehicles.getVehicle(vehicleId)).getVehicleClass());
    } catch (NeighbourRefusal e) {
      if (e.status() == NeighbourRefusal.NOT_FOUND) {
        return Optional.empty();
      }
      throw service.misunderstood(e);
    }
  }

  /**
   * Whether there is a branch.
   *
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public boolean isKnown(UUID branchId) {
    try {
      service.ask(() -> branches.getBranch(branchId));
      return true;
    } catch (NeighbourRefusal e) {
      if (e.status() == NeighbourRefusal.NOT_FOUND) {
        return false;
      }
      throw service.misunderstood(e);
    }
  }

  /**
   * A vehicle's terms for an itinerary.
   *
   * @throws VehicleAlreadyReserved if the vehicle service knows of another reservation
   * @throws BookingRefused if there is no such vehicle, or it cannot be rented there and then
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public VehicleOffer offer(UUID vehicleId, Itinerary itinerary) {
    VehicleAvailability availability = ask(vehicleId, itinerary);
    if (!availability.getAvailable()) {
      throw refusal(availability);
    }
    return new VehicleOffer(
        vehicleId,
        availability.getVehicleClass(),
        availability.getMinimumDriverAge(),
        new Rate(
            Moneys.fromModel(availability.getRate().getHourly()),
            Moneys.fromModel(availability.getRate().getDaily()),
            Moneys.fromModel(availability.getRate().getWeekly())),
        Moneys.fromModel(availability.getDeposit()));
  }

  private VehicleAvailability ask(UUID vehicleId, Itinerary itinerary) {
    try {
      return service.ask(
          () ->
              vehicles.getVehicleAvailability(
                  vehicleId,
                  itinerary.period().startsAt().atOffset(ZoneOffset.UTC),
                  itinerary.period().endsAt().atOffset(ZoneOffset.UTC),
                  itinerary.pickupBranchId(),
                  itinerary.returnBranchId()));
    } catch (NeighbourRefusal e) {
      throw switch (e.status()) {
        case NeighbourRefusal.NOT_FOUND -> BookingRefused.vehicleUnknown();
        case NeighbourRefusal.UNPROCESSABLE ->
            BookingRefused.branchUnknown(
                isKnown(itinerary.pickupBranchId()) ? "returnBranchId" : "pickupBranchId");
        default -> service.misunderstood(e);
      };
    }
  }

  private static RuntimeException refusal(VehicleAvailability availability) {
    Set<AvailabilityReasonCode> codes =
        availability.getReasons().stream()
            .map(AvailabilityReason::getCode)
            .collect(Collectors.toSet());
    String details =
        availability.getReasons().stream()
            .map(AvailabilityReason::getDetail)
            .collect(Collectors.joining(" "));
    if (codes.equals(Set.of(AvailabilityReasonCode.ALREADY_RESERVED))) {
      return new VehicleAlreadyReserved(null);
    }
    return codes.equals(Set.of(AvailabilityReasonCode.BRANCH_CLOSED))
        ? BookingRefused.branchClosed(details)
        : BookingRefused.vehicleNotRentable(details);
  }
}
