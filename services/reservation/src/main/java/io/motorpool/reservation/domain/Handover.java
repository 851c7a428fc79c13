package io.motorpool.reservation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;

/**
 * The state in which the customer took the vehicle.
 *
 * @param pickedUpAt when
 * @param odometerKm in kilometres
 * @param fuelLevelPercent 0 to 100
 * @param deposit what the customer has left as a security, or null if nothing
 */
@Embeddable
public record Handover(
    @Column(name = "picked_up_at") Instant pickedUpAt,
    @Column(name = "pickup_odometer_km") Integer odometerKm,
    @Column(name = "pickup_fuel_percent") Integer fuelLevelPercent,
    @Embedded RecordedDeposit deposit) {}
