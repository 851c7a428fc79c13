package io.motorpool.reservation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/**
 * The state in which the vehicle came back.
 *
 * @param returnedAt when
 * @param branchId where
 * @param odometerKm in kilometres
 * @param fuelLevelPercent 0 to 100
 */
@Embeddable
public record Handback(
    @Column(name = "returned_at") Instant returnedAt,
    @Column(name = "handback_branch_id") UUID branchId,
    @Column(name = "handback_odometer_km") Integer odometerKm,
    @Column(name = "handback_fuel_percent") Integer fuelLevelPercent) {}
