package io.motorpool.vehicle.domain;

import java.util.List;

/**
 * The vehicles of a file, after it was imported.
 *
 * @param added each line with the vehicle that was made of it, in the order of the lines
 */
public record ImportedVehicles(List<Line> added) {

  /**
   * One of them.
   *
   * @param line the line it begins in, counted from 1
   */
  public record Line(int line, Vehicle vehicle) {}

  /** Keeps a copy of the list. */
  public ImportedVehicles {
    added = List.copyOf(added);
  }
}
