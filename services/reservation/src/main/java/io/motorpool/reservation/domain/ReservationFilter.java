package io.motorpool.reservation.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Which reservations to list; what is empty does not matter.
 *
 * @param customerId only this customer's
 * @param vehicleId only this vehicle's
 * @param status only those in this state
 */
public record ReservationFilter(
    Optional<UUID> customerId, Optional<UUID> vehicleId, Optional<Reservation.Status> status) {}
