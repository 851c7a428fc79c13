package io.motorpool.reservation.domain;

import io.motorpool.contracts.vehicle.client.PricesClient;
import io.motorpool.contracts.vehicle.model.PriceCalculation;
import io.motorpool.contracts.vehicle.model.PriceCalculationInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What rentals cost, as the vehicle service says. */
@ApplicationScoped
public class Tariff {

  private final PricesClient prices;
  private final Neighbour service;

  /** For the container, which makes the client proxy with it. */
  protected Tariff() {
    this(null, null, 0);
  }

  /**
   * @param prices the vehicle service's prices
   * @param guard stands before it
   * @param breakerDelay in milliseconds
   */
  @Inject
  public Tariff(
      @RestClient PricesClient prices,
      VehicleGuard guard,
      @ConfigProperty(name = "CircuitBreaker/delay") long breakerDelay) {
    this.prices = prices;
    this.service = new Neighbour("vehicle", guard, Duration.ofMillis(breakerDelay));
  }

  /**
   * What a rental costs by the tariff of today.
   *
   * @param subject what is rented, and what the caller calls it
   * @param driverAge in full years on the day of the pick-up; empty for a driver who is old enough
   * @param extras what is rented along
   * @throws PriceRefused if the tariff has no price for it
   * @throws NeighbourUnavailable if the vehicle service does not answer
   */
  public Agreement price(
      PricedClass subject, Itinerary itinerary, OptionalInt driverAge, List<ExtraChoice> extras) {
    PriceCalculationInput question =
        TariffModels.question(subject.vehicleClass(), itinerary, driverAge, extras);
    try {
      PriceCalculation answer = service.ask(() -> prices.calculatePrice(question));
      return TariffModels.agreement(answer);
    } catch (NeighbourRefusal refusal) {
      throw refusal
          .reason()
          .filter(reason -> refusal.status() == NeighbourRefusal.UNPROCESSABLE)
          .<RuntimeException>map(
              reason ->
                  new PriceRefused(reason, reason.pointer().map(subject::pointer).orElse(null)))
          .orElseGet(() -> service.misunderstood(refusal));
    }
  }
}
