package io.motorpool.reservation.domain;

import java.util.UUID;

/**
 * Where and when a rental takes place.
 *
 * @param pickupBranchId where the vehicle is picked up
 * @param returnBranchId where it is to be returned
 * @param period when
 */
public record Itinerary(UUID pickupBranchId, UUID returnBranchId, Period period) {}
