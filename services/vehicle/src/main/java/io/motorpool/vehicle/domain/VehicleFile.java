package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.LineError;
import java.util.List;

/**
 * A file of vehicles, as far as it could be read.
 *
 * @param vehicles the lines that could be read, in their order
 * @param errors what could not
 */
public record VehicleFile(List<VehicleLine> vehicles, List<LineError> errors) {

  /** Keeps copies of the lists. */
  public VehicleFile {
    vehicles = List.copyOf(vehicles);
    errors = List.copyOf(errors);
  }
}
