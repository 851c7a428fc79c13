package io.motorpool.reservation.domain;

import io.motorpool.contracts.customer.client.CustomersClient;
import io.motorpool.contracts.customer.model.Eligibility;
import io.motorpool.contracts.customer.model.EligibilityReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Who may rent, as the customer service says. */
@ApplicationScoped
public class CustomerDirectory {

  private final CustomersClient client;
  private final Neighbour service;

  /** For the container, which makes the client proxy with it. */
  protected CustomerDirectory() {
    this(null, null, 0);
  }

  /**
   * @param client the customer service
   * @param guard stands before it
   * @param breakerDelay in milliseconds
   */
  @Inject
  public CustomerDirectory(
      @RestClient CustomersClient client,
      CustomerGuard guard,
      @ConfigProperty(name = "CircuitBreaker/delay") long breakerDelay) {
    this.client = client;
    this.service = new Neighbour("customer", guard, Duration.ofMillis(breakerDelay));
  }

  /**
   * Checks that a customer may rent. Days are those of UTC.
   *
   * @param minimumAge in full years on the day of the pick-up
   * @return the customer's age in full years on the day of the pick-up, if the service says it
   * @throws BookingRefused if there is no such customer, or one who may not
   * @throws NeighbourUnavailable if the customer service does not answer
   */
  public OptionalInt requireEligible(UUID customerId, Period period, int minimumAge) {
    Eligibility eligibility = ask(customerId, period, minimumAge);
    if (!eligibility.getEligible()) {
      throw BookingRefused.customerNotEligible(reasons(eligibility));
    }
    return driverAge(eligibility);
  }

  /**
   * A customer's age in full years on the day of the pick-up, if the service says it, whether the
   * customer may rent or not.
   *
   * @throws BookingRefused if there is no such customer
   * @throws NeighbourUnavailable if the customer service does not answer
   */
  public OptionalInt driverAge(UUID customerId, Period period) {
    return driverAge(ask(customerId, period, 0));
  }

  private static OptionalInt driverAge(Eligibility eligibility) {
    Integer age = eligibility.getDriverAge();
    return age == null ? OptionalInt.empty() : OptionalInt.of(age);
  }

  /**
   * Checks that a customer, who was old enough at the booking, may still drive. Days are those of
   * UTC.
   *
   * @throws CustomerNotEligible if not
   * @throws NeighbourUnavailable if the customer service does not answer
   */
  public void requireStillEligible(UUID customerId, Period period) {
    Eligibility eligibility;
    try {
      eligibility = ask(customerId, period, 0);
    } catch (BookingRefused unknown) {
      throw new CustomerNotEligible(unknown.getMessage());
    }
    if (!eligibility.getEligible()) {
      throw new CustomerNotEligible(reasons(eligibility));
    }
  }

  private static String reasons(Eligibility eligibility) {
    return eligibility.getReasons().stream()
        .map(EligibilityReason::getDetail)
        .collect(Collectors.joining(" "));
  }

  /**
   * Whether there is a customer, erased or not.
   *
   * @throws NeighbourUnavailable if the customer service does not answer
   */
  public boolean isKnown(UUID customerId) {
    try {
      service.ask(() -> client.getCustomer(customerId));
      return true;
    } catch (NeighbourRefusal e) {
      if (e.status() == NeighbourRefusal.NOT_FOUND) {
        return false;
      }
      throw service.misunderstood(e);
    }
  }

  private Eligibility ask(UUID customerId, Period period, int minimumAge) {
    LocalDate from = LocalDate.ofInstant(period.startsAt(), ZoneOffset.UTC);
    LocalDate until = LocalDate.ofInstant(period.endsAt(), ZoneOffset.UTC);
    try {
      return service.ask(() -> client.getEligibility(customerId, from, until, minimumAge));
    } catch (NeighbourRefusal e) {
      if (e.status() == NeighbourRefusal.NOT_FOUND) {
        throw BookingRefused.customerUnknown();
      }
      throw service.misunderstood(e);
    }
  }
}
