package io.motorpool.vehicle.domain;

import java.util.Optional;

/**
 * One vehicle in a file of vehicles.
 *
 * @param line the line it begins in, counted from 1
 * @param registrationNumber the number on the plates
 * @param make who built it
 * @param model which model it is
 * @param modelYear the year of the model
 * @param vehicleClass the ACRISS code of its class
 * @param branchCode the code of the branch where it stands
 * @param odometerKm in kilometres
 * @param status whether it can be rented; empty for in service
 */
public record VehicleLine(
    int line,
    String registrationNumber,
    String make,
    String model,
    int modelYear,
    String vehicleClass,
    String branchCode,
    int odometerKm,
    Optional<Vehicle.Status> status) {

  VehicleDetails at(Branch branch) {
    return new VehicleDetails(
        registrationNumber, make, model, modelYear, vehicleClass, branch.id(), odometerKm, status);
  }
}
