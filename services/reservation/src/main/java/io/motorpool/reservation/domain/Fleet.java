package io.motorpool.reservation.domain;

import io.motorpool.contracts.vehicle.client.ApiException;
import io.motorpool.contracts.vehicle.client.VehiclesClient;
import io.motorpool.contracts.vehicle.model.AvailabilityReason;
import io.motorpool.contracts.vehicle.model.AvailabilityReasonCode;
import io.motorpool.contracts.vehicle.model.VehicleAvailability;
import io.motorpool.platform.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What can be rented and at which rate, as the vehicle service says. */
@ApplicationScoped
public class Fleet {

  private static final int NOT_FOUND = 404;
  private static final int REFUSED = 422;

  private final VehiclesClient client;

  /** For the container, which makes the client proxy with it. */
  protected Fleet() {
    this(null);
  }

  /**
   * @param client the vehicle service
   */
  @Inject
  public Fleet(@RestClient VehiclesClient client) {
    this.client = client;
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
            money(availability.getRate().getHourly()),
            money(availability.getRate().getDaily()),
            money(availability.getRate().getWeekly())),
        money(availability.getDeposit()));
  }

  private VehicleAvailability ask(UUID vehicleId, Itinerary itinerary) {
    try {
      return client.getVehicleAvailability(
          vehicleId,
          itinerary.period().startsAt().atOffset(ZoneOffset.UTC),
          itinerary.period().endsAt().atOffset(ZoneOffset.UTC),
          itinerary.pickupBranchId(),
          itinerary.returnBranchId());
    } catch (ApiException e) {
      throw switch (e.getResponse().getStatus()) {
        case NOT_FOUND -> BookingRefused.vehicleUnknown();
        case REFUSED -> BookingRefused.branchUnknown();
        default -> new NeighbourUnavailable("vehicle", e);
      };
    } catch (ProcessingException e) {
      throw new NeighbourUnavailable("vehicle", e);
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

  private static Money money(io.motorpool.contracts.common.model.Money money) {
    return new Money(money.getAmount(), money.getCurrency());
  }
}
