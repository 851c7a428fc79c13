package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.LineError;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds the vehicles of a file to the fleet: all of them, or none. */
@ApplicationScoped
public class VehicleImport {

  /** The most vehicles that one file may have. */
  public static final int MOST_VEHICLES = 5_000;

  private final VehicleRepository vehicles;
  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected VehicleImport() {
    this(null, null, null, null);
  }

  /**
   * @param vehicles the fleet
   * @param classes the classes they can be of
   * @param branches where they can stand
   * @param transaction makes the import one
   */
  @Inject
  public VehicleImport(
      VehicleRepository vehicles,
      VehicleClassRepository classes,
      BranchRepository branches,
      Transaction transaction) {
    this.vehicles = vehicles;
    this.classes = classes;
    this.branches = branches;
    this.transaction = transaction;
  }

  /**
   * Adds the vehicles.
   *
   * @throws VehicleImportRefused if anything is wrong with the file
   * @throws RegistrationNumberTaken if another vehicle got one of the numbers at the same moment
   */
  public ImportedVehicles add(VehicleFile file) {
    return transaction.call(
        () -> {
          Map<String, Branch> known = check(file);
          List<ImportedVehicles.Line> added =
              file.vehicles().stream()
                  .map(
                      it ->
                          new ImportedVehicles.Line(
                              it.line(),
                              Vehicle.add(
                                  UuidCreator.getTimeOrderedEpoch(),
                                  it.at(known.get(it.branchCode())))))
                  .toList();
          vehicles.addAll(added.stream().map(ImportedVehicles.Line::vehicle).toList());
          return new ImportedVehicles(added);
        });
  }

  /**
   * Checks the vehicles and adds none of them.
   *
   * @throws VehicleImportRefused if anything is wrong with the file
   */
  public void dryRun(VehicleFile file) {
    transaction.call(() -> check(file));
  }

  /** The branches that are named in the file, by their codes. */
  private Map<String, Branch> check(VehicleFile file) {
    List<VehicleLine> lines = file.vehicles();
    List<LineError> errors = new ArrayList<>(file.errors());
    if (lines.isEmpty() && errors.isEmpty()) {
      errors.add(LineError.of(1, "There is no vehicle in the file."));
    }
    if (lines.size() > MOST_VEHICLES) {
      errors.add(
          LineError.of(
              lines.get(MOST_VEHICLES).line(),
              "One file may have at most %d vehicles.".formatted(MOST_VEHICLES)));
      throw new VehicleImportRefused(errors);
    }
    Set<String> classCodes =
        classes.known(lines.stream().map(VehicleLine::vehicleClass).collect(Collectors.toSet()));
    Map<String, Branch> byCode =
        branches.findByCode(
            lines.stream().map(VehicleLine::branchCode).collect(Collectors.toSet()));
    Set<String> taken =
        vehicles.taken(lines.stream().map(VehicleLine::registrationNumber).toList());
    Map<String, Integer> seen = new HashMap<>();
    for (VehicleLine line : lines) {
      if (!classCodes.contains(line.vehicleClass())) {
        errors.add(
            LineError.in(
                line.line(),
                "vehicleClass",
                "No vehicle class %s.".formatted(line.vehicleClass())));
      }
      if (!byCode.containsKey(line.branchCode())) {
        errors.add(
            LineError.in(line.line(), "branchCode", "No branch %s.".formatted(line.branchCode())));
      }
      if (taken.contains(line.registrationNumber())) {
        errors.add(
            LineError.in(
                line.line(),
                "registrationNumber",
                "Another vehicle has this registration number."));
      }
      Integer earlier = seen.putIfAbsent(line.registrationNumber(), line.line());
      if (earlier != null) {
        errors.add(
            LineError.in(
                line.line(),
                "registrationNumber",
                "Line %d has this registration number.".formatted(earlier)));
      }
    }
    if (!errors.isEmpty()) {
      throw new VehicleImportRefused(errors);
    }
    return byCode;
  }
}
