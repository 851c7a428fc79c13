package io.motorpool.vehicle.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * What the desk says of a vehicle.
 *
 * @param registrationNumber the number on the plates, unique
 * @param make who built it
 * @param model which model it is
 * @param modelYear the year of the model
 * @param vehicleClass the ACRISS code of its class
 * @param branchId where it stands
 * @param odometerKm in kilometres
 * @param status whether it can be rented; empty leaves it as it is, which is in service for a new
 *     one
 */
public record VehicleDetails(
    String registrationNumber,
    String make,
    String model,
    int modelYear,
    String vehicleClass,
    UUID branchId,
    int odometerKm,
    Optional<Vehicle.Status> status) {}
