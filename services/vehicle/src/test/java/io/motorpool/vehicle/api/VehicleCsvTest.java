package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.platform.failure.LineError;
import io.motorpool.vehicle.domain.Vehicle;
import io.motorpool.vehicle.domain.VehicleFile;
import io.motorpool.vehicle.domain.VehicleLine;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VehicleCsvTest {

  private static final String HEADER =
      "registrationNumber,make,model,modelYear,vehicleClass,branchCode,odometerKm,status\n";
  private static final String ROW = "W-1X,Škoda,Fabia,2025,ECMR,VIE01,12840,\n";

  private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

  private final VehicleCsv csv = new VehicleCsv(VALIDATORS.getValidator());

  @AfterAll
  static void close() {
    VALIDATORS.close();
  }

  @Test
  void eachLineIsAVehicle() {
    VehicleFile file = csv.read(HEADER + ROW + "W-2X,VW,ID.3,2026,CDAE,GRZ01,5,OUT_OF_SERVICE");

    assertThat(file.errors()).isEmpty();
    assertThat(file.vehicles())
        .containsExactly(
            new VehicleLine(
                2, "W-1X", "Škoda", "Fabia", 2025, "ECMR", "VIE01", 12840, Optional.empty()),
            new VehicleLine(
                3,
                "W-2X",
                "VW",
                "ID.3",
                2026,
                "CDAE",
                "GRZ01",
                5,
                Optional.of(Vehicle.Status.OUT_OF_SERVICE)));
  }

  @Test
  void spreadsheetsWriteSemicolonsAByteOrderMarkAndOtherLineEnds() {
    VehicleFile file =
        csv.read(
            "\uFEFFmodel;make;registrationNumber;odometerKm;branchCode;vehicleClass;modelYear\r\n"
                + "\"Fabia; Combi\";\"\u0160koda \"\"RS\"\"\"; W-1X ;0;VIE01;ECMR;2025\r\n");

    assertThat(file.errors()).isEmpty();
    assertThat(file.vehicles())
        .containsExactly(
            new VehicleLine(
                2,
                "W-1X",
                "Škoda \"RS\"",
                "Fabia; Combi",
                2025,
                "ECMR",
                "VIE01",
                0,
                Optional.empty()));
  }

  @Test
  void linesAreCountedAsAnEditorDoes() {
    VehicleFile file =
        csv.read(HEADER + "\n" + ROW.replace("Fabia", "\"Fa\nbia\"") + "\n" + ROW + "W-3X\n");

    assertThat(file.vehicles()).extracting(VehicleLine::line).containsExactly(3, 6);
    assertThat(file.errors()).containsExactly(LineError.of(7, "There are 1 values for 8 columns."));
  }

  @ParameterizedTest(name = "{0} instead of {1} in {2}")
  @CsvSource({
    "W-1X,  '',                registrationNumber, must not be null",
    "W-1X,  w-1x,              registrationNumber, 'must match \"^[A-Z0-9ÄÖÜ][A-Z0-9ÄÖÜ -]{0,14}$\"'",
    "2025,  twenty,            modelYear,          must be a whole number",
    "2025,  1949,              modelYear,          must be greater than or equal to 1950",
    "2025,  '',                modelYear,          must not be null",
    "12840, -1,                odometerKm,         must be greater than or equal to 0",
    "12840, 12840.5,           odometerKm,         must be a whole number",
    "12840, 99999999999,       odometerKm,         must be a whole number",
    "ECMR,  ECM,               vehicleClass,       size must be between 4 and 4",
    "VIE01, vie01,             branchCode,         'must match \"^[A-Z]{3}[0-9]{2}$\"',"
  })
  void aValueHasTheBoundsOfTheContract(String part, String instead, String column, String detail) {
    VehicleFile file = csv.read(HEADER + ROW.replace(part, instead));

    assertThat(file.vehicles()).isEmpty();
    assertThat(file.errors()).contains(LineError.in(2, column, detail));
  }

  @Test
  void aStatusIsOneOfTheContract() {
    assertThat(csv.read(HEADER + ROW.replace("12840,", "12840,SOLD")).errors())
        .containsExactly(
            LineError.in(2, "status", "must be one of [IN_SERVICE, OUT_OF_SERVICE, RETIRED]"));
  }

  @Test
  void whatCannotBeStoredIsRefused() {
    assertThat(csv.read(HEADER + ROW.replace("Fabia", "Fab\0ia")).errors())
        .contains(LineError.in(2, "model", "contains U+0000"));
  }

  @Test
  void everyWrongValueIsTold() {
    assertThat(csv.read(HEADER + ROW.replace("2025", "x").replace("12840", "y") + "W").errors())
        .extracting(LineError::line)
        .containsExactly(2, 2, 3);
  }

  @Test
  void theFirstLineNamesEachColumnOnce() {
    assertThat(csv.read("registrationNumber,make,make,colour\n" + ROW).errors())
        .containsExactly(
            LineError.in(1, "make", "The column is there twice."),
            LineError.of(1, "There is no column 'colour'."),
            LineError.in(1, "model", "The column is missing."),
            LineError.in(1, "modelYear", "The column is missing."),
            LineError.in(1, "vehicleClass", "The column is missing."),
            LineError.in(1, "branchCode", "The column is missing."),
            LineError.in(1, "odometerKm", "The column is missing."));
  }

  @ParameterizedTest
  @CsvSource({"''", "'  '", "PK\u0003\u0004", "'\"'"})
  void whatIsNoListOfVehiclesIsRefused(String text) {
    VehicleFile file = csv.read(text);

    assertThat(file.vehicles()).isEmpty();
    assertThat(file.errors()).isNotEmpty();
  }

  @Test
  void aQuotationMarkThatIsNeverClosedIsTold() {
    assertThat(csv.read(HEADER + ROW + "W-2X,\"VW,Golf").errors())
        .containsExactly(LineError.of(3, "This is not CSV: a quotation mark is out of place."));
  }
}
