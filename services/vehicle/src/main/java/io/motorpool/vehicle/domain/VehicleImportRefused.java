package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.failure.LineError;
import java.util.Comparator;
import java.util.List;

/** Something is wrong with a file of vehicles, so none of them was added. */
public final class VehicleImportRefused extends Failure {

  private final transient List<LineError> lines;

  VehicleImportRefused(List<LineError> lines) {
    super(
        Kind.REFUSED,
        "vehicle-import-refused",
        "Something is wrong with the file",
        lines.size() == 1
            ? "One thing is wrong with the file; no vehicle was added."
            : "%d things are wrong with the file; no vehicle was added.".formatted(lines.size()));
    this.lines = lines.stream().sorted(Comparator.comparingInt(LineError::line)).toList();
  }

  /** What is wrong, by its line. */
  @Override
  public List<LineError> lines() {
    return lines;
  }
}
