package io.motorpool.vehicle.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Which vehicles to list; what is empty does not matter.
 *
 * @param branchId only those that stand at this branch
 * @param vehicleClass only those of this class, an ACRISS code
 * @param status only those in this status
 */
public record VehicleFilter(
    Optional<UUID> branchId, Optional<String> vehicleClass, Optional<Vehicle.Status> status) {}
