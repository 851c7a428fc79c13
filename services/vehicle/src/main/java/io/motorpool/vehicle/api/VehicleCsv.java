package io.motorpool.vehicle.api;

import io.motorpool.platform.failure.LineError;
import io.motorpool.vehicle.domain.VehicleFile;
import io.motorpool.vehicle.domain.VehicleLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads vehicles from CSV (RFC 4180), with commas or semicolons, whatever order its columns have.
 */
@ApplicationScoped
public class VehicleCsv {

  private static final int HEADER_LINE = 1;

  /** What spreadsheets write before the first name. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Validator validator;

  /** For the container, which makes the client proxy with it. */
  protected VehicleCsv() {
    this(null);
  }

  /**
   * @param validator knows the contract's bounds
   */
  @Inject
  public VehicleCsv(Validator validator) {
    this.validator = validator;
  }

  /** Reads a file as far as it can be read; what cannot is among its errors. */
  VehicleFile read(String text) {
    String csv = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    List<VehicleLine> vehicles = new ArrayList<>();
    List<LineError> errors = new ArrayList<>();
    int line = HEADER_LINE;
    try (CSVParser parser = CSVParser.parse(csv, format(csv))) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> columns = records.hasNext() ? records.next().toList() : List.of();
      errors.addAll(columnErrors(columns));
      if (!errors.isEmpty()) {
        return new VehicleFile(List.of(), errors);
      }
      // What was read so far is the line before; a value in quotation marks may have lines.
      for (line = next(parser); records.hasNext(); line = next(parser)) {
        CSVRecord record = records.next();
        if (!isEmpty(record)) {
          VehicleCsvRow row = new VehicleCsvRow(validator, line, columns, record);
          row.vehicle().ifPresent(vehicles::add);
          errors.addAll(row.errors());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      errors.add(LineError.of(line, "This is not CSV: a quotation mark is out of place."));
    }
    return new VehicleFile(vehicles, errors);
  }

  private static CSVFormat format(String csv) {
    String header = csv.lines().findFirst().orElse("");
    boolean semicolons = header.contains(";") && !header.contains(",");
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(semicolons ? ';' : ',')
        .setIgnoreSurroundingSpaces(true)
        .setTrim(true)
        .get();
  }

  private static List<LineError> columnErrors(List<String> columns) {
    List<LineError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!VehicleCsvRow.COLUMNS.contains(column)) {
        errors.add(LineError.of(HEADER_LINE, "There is no column '%s'.".formatted(shown(column))));
      } else if (!seen.add(column)) {
        errors.add(LineError.in(HEADER_LINE, column, "The column is there twice."));
      }
    }
    VehicleCsvRow.REQUIRED.stream()
        .filter(column -> !seen.contains(column))
        .forEach(column -> errors.add(LineError.in(HEADER_LINE, column, "The column is missing.")));
    return errors;
  }

  /** Enough to recognise it by; a file that is no list of vehicles may have anything here. */
  private static String shown(String column) {
    return column.length() > 50 ? column.substring(0, 50) + "…" : column;
  }

  private static int next(CSVParser parser) {
    return Math.toIntExact(parser.getCurrentLineNumber()) + 1;
  }

  private static boolean isEmpty(CSVRecord record) {
    return record.stream().allMatch(String::isEmpty);
  }
}
