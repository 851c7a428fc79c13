package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.util.UUID;

/**
 * A vehicle that can be rented for the period asked about, and its terms.
 *
 * @param vehicleId the vehicle
 * @param vehicleClass its class, an ACRISS code
 * @param minimumDriverAge in full years on the day of the pick-up
 * @param rate what the class costs
 * @param deposit what the customer leaves as a security
 */
public record VehicleOffer(
    UUID vehicleId, String vehicleClass, int minimumDriverAge, Rate rate, Money deposit) {}
