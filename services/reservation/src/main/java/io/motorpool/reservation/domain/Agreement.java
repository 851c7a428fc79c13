package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * What a customer and the desk agree on, as the tariff says on that day.
 *
 * @param vehicleClass the class that is charged, an ACRISS code
 * @param price what the rental costs
 * @param deposit what the customer leaves as a security, in the currency of the price
 * @param extras what is rented along
 * @param terms what the rental is settled by; empty only for reservations from before there were
 *     any
 */
public record Agreement(
    String vehicleClass,
    Price price,
    Money deposit,
    List<RentedExtra> extras,
    Optional<RentalTerms> terms) {

  /** Keeps a copy of the extras. */
  public Agreement {
    extras = List.copyOf(extras);
  }
}
