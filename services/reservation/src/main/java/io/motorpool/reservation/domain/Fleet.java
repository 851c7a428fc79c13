package io.motorpool.reservation.domain;

import io.motorpool.contracts.vehicle.client.AvailabilityClient;
import io.motorpool.contracts.vehicle.client.BranchesClient;
import io.motorpool.contracts.vehicle.client.VehiclesClient;
import io.motorpool.contracts.vehicle.model.AvailabilityReason;
import io.motorpool.contracts.vehicle.model.AvailabilityReasonCode;
import io.motorpool.contracts.vehicle.model.AvailabilityResult;
import io.motorpool.contracts.vehicle.model.VehicleAvailability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What can be rented, as the vehicle service says. */
@ApplicationScoped
public class Fleet {

  private static final Set<AvailabilityReasonCode> OF_THE_SCHEDULE =
      EnumSet.of(
          AvailabilityReasonCode.ALREADY_RESERVED,
          AvailabilityReasonCode.TURNAROUND,
          AvailabilityReasonCode.NEEDED_AT_OTHER_BRANCH);

  private final VehiclesClient vehicles;
  private final BranchesClient branches;
  private final AvailabilityClient availability;
  private final Neighbour service;

  /** For the container, which makes the client proxy with it. */
  protected Fleet() {
    this(null, null, null, null, 0);
  }

  /**
   * @param vehicles the vehicle service's vehicles
   * @param branches the vehicle service's branches
   * @param availability the vehicle service's search
   * @param guard stands before it
   * @param breakerDelay in milliseconds
   */
  @Inject
  public Fleet(
      @RestClient VehiclesClient vehicles,
      @RestClient BranchesClient branches,
      @RestClient AvailabilityClient availability,
      VehicleGuard guard,
      @ConfigProperty(name = "CircuitBreaker/delay") long breakerDelay) {
    this.vehicles = vehicles;
    this.branches = branches;
    this.availability = availability;
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
   * What a vehicle's odometer showed at its last return, in kilometres.
   *
   * @throws NeighbourUnavailable if the vehicle service does not answer, or not for this vehicle
   */
  public int odometerKm(UUID vehicleId) {
    try {
      return service.ask(() -> vehicles.getVehicle(vehicleId)).getOdometerKm();
    } catch (NeighbourRefusal e) {
      throw service.misunderstood(e);
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
   * A vehicle that can be rented for an itinerary.
   *
   * @throws VehicleAlreadyReserved if the vehicle service knows of another reservation
   * @throws BookingRefused if there is no such vehicle, or it cannot be rented there and then
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public VehicleOffer offer(UUID vehicleId, Itinerary itinerary) {
    VehicleAvailability answer =
        ask(vehicleId, itinerary, Optional.of(itinerary.pickupBranchId()), Optional.empty());
    if (!answer.getAvailable()) {
      throw refusal(answer.getReasons());
    }
    return new VehicleOffer(vehicleId, answer.getVehicleClass(), answer.getMinimumDriverAge());
  }

  /**
   * The vehicles of a class that can be rented for an itinerary, the one first that leaves the most
   * room to others.
   *
   * @throws BookingRefused if there is no such branch, or it is closed at either end
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public List<UUID> free(String vehicleClass, Itinerary itinerary, OptionalInt driverAge) {
    try {
      AvailabilityResult found =
          service.ask(
              () ->
                  availability.searchAvailability(
                      itinerary.pickupBranchId(),
                      itinerary.period().startsAt().atOffset(ZoneOffset.UTC),
                      itinerary.period().endsAt().atOffset(ZoneOffset.UTC),
                      vehicleClass,
                      itinerary.returnBranchId(),
                      driverAge.isPresent() ? driverAge.getAsInt() : null));
      List<AvailabilityReason> closed = found.getReasons();
      if (closed != null && !closed.isEmpty()) {
        throw BookingRefused.branchClosed(details(closed));
      }
      return found.getItems().stream()
          .filter(it -> it.getVehicleClass().equals(vehicleClass))
          .flatMap(it -> it.getVehicleIds().stream())
          .toList();
    } catch (NeighbourRefusal e) {
      throw e.status() == NeighbourRefusal.UNPROCESSABLE
          ? unknownBranch(itinerary)
          : service.misunderstood(e);
    }
  }

  /**
   * Checks that the vehicle of a reservation can be rented for another itinerary, as if it had no
   * such reservation yet.
   *
   * @throws VehicleAlreadyReserved if the vehicle service knows of another reservation
   * @throws BookingRefused if it cannot be rented there and then
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public void requireForChange(UUID reservationId, UUID vehicleId, Itinerary itinerary) {
    VehicleAvailability answer =
        ask(
            vehicleId,
            itinerary,
            Optional.of(itinerary.pickupBranchId()),
            Optional.of(reservationId));
    if (!answer.getAvailable()) {
      throw refusal(answer.getReasons());
    }
  }

  /**
   * Checks that a vehicle that is with its customer can be returned where and when an itinerary has
   * it. Where it was picked up does not matter any more, and in service it is.
   *
   * @param itinerary with what is left of the period
   * @throws VehicleAlreadyReserved if the vehicle service knows of another reservation
   * @throws BookingRefused if it is closed there and then, or the vehicle is needed before
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public void requireForReturn(UUID reservationId, UUID vehicleId, Itinerary itinerary) {
    List<AvailabilityReason> reasons =
        ask(vehicleId, itinerary, Optional.empty(), Optional.of(reservationId))
            .getReasons()
            .stream()
            .filter(reason -> reason.getCode() != AvailabilityReasonCode.NOT_IN_SERVICE)
            .toList();
    if (!reasons.isEmpty()) {
      throw refusal(reasons);
    }
  }

  private BookingRefused unknownBranch(Itinerary itinerary) {
    return BookingRefused.branchUnknown(
        isKnown(itinerary.pickupBranchId()) ? "returnBranchId" : "pickupBranchId");
  }

  private VehicleAvailability ask(
      UUID vehicleId,
      Itinerary itinerary,
      Optional<UUID> pickupBranchId,
      Optional<UUID> exceptReservationId) {
    try {
      return service.ask(
          () ->
              vehicles.getVehicleAvailability(
                  vehicleId,
                  itinerary.period().startsAt().atOffset(ZoneOffset.UTC),
                  itinerary.period().endsAt().atOffset(ZoneOffset.UTC),
                  pickupBranchId.orElse(null),
                  itinerary.returnBranchId(),
                  exceptReservationId.orElse(null)));
    } catch (NeighbourRefusal e) {
      throw switch (e.status()) {
        case NeighbourRefusal.NOT_FOUND -> BookingRefused.vehicleUnknown();
        case NeighbourRefusal.UNPROCESSABLE -> unknownBranch(itinerary);
        default -> service.misunderstood(e);
      };
    }
  }

  private static RuntimeException refusal(List<AvailabilityReason> reasons) {
    Set<AvailabilityReasonCode> codes =
        reasons.stream().map(AvailabilityReason::getCode).collect(Collectors.toSet());
    // What else a full schedule stands in the way with says nothing more to whoever books.
    if (codes.contains(AvailabilityReasonCode.ALREADY_RESERVED)
        && OF_THE_SCHEDULE.containsAll(codes)) {
      return new VehicleAlreadyReserved(null);
    }
    return codes.equals(Set.of(AvailabilityReasonCode.BRANCH_CLOSED))
        ? BookingRefused.branchClosed(details(reasons))
        : BookingRefused.vehicleNotRentable(details(reasons));
  }

  private static String details(List<AvailabilityReason> reasons) {
    return reasons.stream().map(AvailabilityReason::getDetail).collect(Collectors.joining(" "));
  }
}
