package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.model.BranchInput;
import io.motorpool.contracts.vehicle.model.VehicleInput;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import io.motorpool.platform.failure.LineError;
import io.motorpool.vehicle.domain.VehicleLine;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a file of vehicles. What the contract says of the fields of a vehicle holds for the
 * columns, so it is the generated models that are asked.
 */
final class VehicleCsvRow {

  private static final String REGISTRATION_NUMBER = "registrationNumber";
  private static final String MAKE = "make";
  private static final String MODEL = "model";
  private static final String MODEL_YEAR = "modelYear";
  private static final String VEHICLE_CLASS = "vehicleClass";
  private static final String BRANCH_CODE = "branchCode";
  private static final String ODOMETER_KM = "odometerKm";
  private static final String STATUS = "status";

  /** The columns that must be there. */
  static final List<String> REQUIRED =
      List.of(
          REGISTRATION_NUMBER, MAKE, MODEL, MODEL_YEAR, VEHICLE_CLASS, BRANCH_CODE, ODOMETER_KM);

  /** The columns that may be there. */
  static final List<String> COLUMNS = Stream.concat(REQUIRED.stream(), Stream.of(STATUS)).toList();

  private final Validator validator;
  private final int line;
  private final List<String> columns;
  private final CSVRecord values;
  private final List<LineError> errors = new ArrayList<>();

  /**
   * @param validator knows the contract's bounds
   * @param line where the row begins, counted from 1
   * @param columns the names of its columns
   * @param values what is in them
   */
  VehicleCsvRow(Validator validator, int line, List<String> columns, CSVRecord values) {
    this.validator = validator;
    this.line = line;
    this.columns = columns;
    this.values = values;
  }

  /** The vehicle; empty if something is wrong with the row, which {@link #errors} tells then. */
  Optional<VehicleLine> vehicle() {
    if (values.size() != columns.size()) {
      errors.add(
          LineError.of(
              line,
              "There are %d values for %d columns.".formatted(values.size(), columns.size())));
      return Optional.empty();
    }
    String registrationNumber = text(REGISTRATION_NUMBER);
    String make = text(MAKE);
    String model = text(MODEL);
    Integer modelYear = number(MODEL_YEAR);
    String vehicleClass = text(VEHICLE_CLASS);
    String branchCode = bounded(BRANCH_CODE, BranchInput.class, "code", value(BRANCH_CODE));
    Integer odometerKm = number(ODOMETER_KM);
    Optional<VehicleStatus> status = status();
    return errors.isEmpty()
        ? Optional.of(
            new VehicleLine(
                line,
                registrationNumber,
                make,
                model,
                modelYear,
                vehicleClass,
                branchCode,
                odometerKm,
                status.map(VehicleModels::fromModel)))
        : Optional.empty();
  }

  /** What is wrong with the row. */
  List<LineError> errors() {
    return errors;
  }

  private String text(String column) {
    return bounded(column, VehicleInput.class, column, value(column));
  }

  private Integer number(String column) {
    String value = value(column);
    if (value == null) {
      return bounded(column, VehicleInput.class, column, null);
    }
    try {
      return bounded(column, VehicleInput.class, column, Integer.valueOf(value));
    } catch (NumberFormatException e) {
      errors.add(LineError.in(line, column, "must be a whole number"));
      return null;
    }
  }

  private Optional<VehicleStatus> status() {
    String value = value(STATUS);
    if (value == null) {
      return Optional.empty();
    }
    Optional<VehicleStatus> status =
        Arrays.stream(VehicleStatus.values()).filter(it -> it.name().equals(value)).findAny();
    if (status.isEmpty()) {
      errors.add(
          LineError.in(line, STATUS, "must be one of " + Arrays.toString(VehicleStatus.values())));
    }
    return status;
  }

  /** What is in the column; null if it is empty, or not there. */
  private String value(String column) {
    int index = columns.indexOf(column);
    String value = index < 0 ? "" : values.get(index);
    if (value.indexOf('\0') >= 0) {
      errors.add(LineError.in(line, column, "contains U+0000"));
      return null;
    }
    return value.isEmpty() ? null : value;
  }

  private <T> T bounded(String column, Class<?> model, String field, T value) {
    validator.validateValue(model, field, value).stream()
        .map(ConstraintViolation::getMessage)
        .sorted()
        .forEach(message -> errors.add(LineError.in(line, column, message)));
    return value;
  }
}
