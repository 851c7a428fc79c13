package io.motorpool.reservation.domain;

import java.util.UUID;

/**
 * A vehicle that can be rented for the period asked about.
 *
 * @param vehicleId the vehicle
 * @param vehicleClass its class, an ACRISS code
 * @param minimumDriverAge in full years on the day of the pick-up
 */
public record VehicleOffer(UUID vehicleId, String vehicleClass, int minimumDriverAge) {}
