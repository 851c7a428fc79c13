package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.vehicle.Fleet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vehicles from a file, over HTTP: all of them or none. */
class VehicleImportIT {

  private static final String HEADER =
      "registrationNumber,make,model,modelYear,vehicleClass,branchCode,odometerKm\n";

  private static ServiceUnderTest running;
  private static Http service;
  private static String vehicleClass;
  private static String branchCode;
  private static String branchId;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.VEHICLE);
    service = running.http();
    Fleet fleet = new Fleet(service);
    vehicleClass = fleet.newClass();
    branchId = fleet.newBranch();
    branchCode = service.get("/branches/" + branchId).json().get("code").asText();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void allVehiclesOfAFileJoinTheFleet() {
    String first = Fleet.newRegistrationNumber();
    String second = Fleet.newRegistrationNumber();

    Answer answer = send(HEADER + row(first) + row(second));

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.json().get("dryRun").asBoolean()).isFalse();
    assertThat(answer.json().get("lines")).hasSize(2);
    assertThat(answer.json().at("/lines/1/line").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/lines/1/registrationNumber").asText()).isEqualTo(second);
    JsonNode vehicle =
        service.get("/vehicles/" + answer.json().at("/lines/1/vehicleId").asText()).json();
    assertThat(vehicle.get("registrationNumber").asText()).isEqualTo(second);
    assertThat(vehicle.get("make").asText()).isEqualTo("Škoda");
    assertThat(vehicle.get("branchId").asText()).isEqualTo(branchId);
    assertThat(vehicle.get("status").asText()).isEqualTo("IN_SERVICE");
  }

  @Test
  void ofAFileWithOneWrongLineNothingIsAdded() {
    String known = Fleet.newRegistrationNumber();
    assertThat(send(HEADER + row(known)).status()).isEqualTo(200);
    int before = count();
    String fine = Fleet.newRegistrationNumber();

    Answer answer =
        send(
            HEADER
                + row(fine)
                + row(Fleet.newRegistrationNumber()).replace(vehicleClass, "ZZZZ")
                + row(Fleet.newRegistrationNumber()).replace(branchCode, "QQQ00")
                + row(known)
                + row(fine)
                + row(Fleet.newRegistrationNumber()).replace(",2025,", ",1900,"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("vehicle-import-refused");
    assertThat(answer.json().get("errors"))
        .extracting(it -> it.get("line").asText() + " " + it.get("column").asText())
        .containsExactly(
            "3 vehicleClass",
            "4 branchCode",
            "5 registrationNumber",
            "6 registrationNumber",
            "7 modelYear");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void aDryRunAddsNothing() {
    int before = count();
    String body = HEADER + row(Fleet.newRegistrationNumber());

    Answer answer = service.post("/vehicles/imports?dryRun=true", body, "Content-Type", "text/csv");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("dryRun").asBoolean()).isTrue();
    assertThat(answer.json().at("/lines/0/line").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/lines/0").has("vehicleId")).isFalse();
    assertThat(count()).isEqualTo(before);
    assertThat(
            service
                .post(
                    "/vehicles/imports?dryRun=true",
                    body.replace(",2025,", ",,"),
                    "Content-Type",
                    "text/csv")
                .problem())
        .isEqualTo("vehicle-import-refused");
  }

  @Test
  void aRepeatedImportIsAnsweredAgainAndAddsNothing() {
    String body = HEADER + row(Fleet.newRegistrationNumber());
    String key = UUID.randomUUID().toString();

    Answer first = send(body, "Idempotency-Key", key);
    int after = count();

    assertThat(first.status()).isEqualTo(200);
    assertThat(send(body, "Idempotency-Key", key).json()).isEqualTo(first.json());
    assertThat(count()).isEqualTo(after);
    assertThat(send(body + row(Fleet.newRegistrationNumber()), "Idempotency-Key", key).problem())
        .isEqualTo("idempotency-key-reused");
    assertThat(send(body).problem()).isEqualTo("vehicle-import-refused");
  }

  @Test
  void ofTwoFilesWithOneNumberAtTheSameMomentOneIsAdded() throws Exception {
    int before = count();
    String same = row(Fleet.newRegistrationNumber());

    List<Answer> answers =
        AtOnce.call(
            Stream.generate(() -> HEADER + row(Fleet.newRegistrationNumber()) + same)
                .limit(4)
                .map(body -> (java.util.concurrent.Callable<Answer>) () -> send(body))
                .toList());

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200);
    assertThat(answers)
        .filteredOn(it -> it.status() != 200)
        .extracting(Answer::problem)
        .isSubsetOf("registration-number-taken", "vehicle-import-refused");
    assertThat(count()).isEqualTo(before + 2);
  }

  @Test
  void aFileHasAtMostFiveThousandVehicles() {
    String rows =
        Stream.generate(() -> row(Fleet.newRegistrationNumber()))
            .limit(5_001)
            .collect(Collectors.joining());

    Answer answer = send(HEADER + rows);

    assertThat(answer.problem()).isEqualTo("vehicle-import-refused");
    assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(5_002);
  }

  @Test
  void whatIsNotCsvIsRefused() {
    assertThat(service.post("/vehicles/imports", "{}").status()).isEqualTo(415);
    assertThat(send("").status()).isIn(400, 422);
    assertThat(send("x".repeat(1_100_000)).status()).isEqualTo(413);
  }

  private static Answer send(String body, String... headers) {
    return service.post(
        "/vehicles/imports",
        body,
        Stream.concat(Stream.of("Content-Type", "text/csv"), Stream.of(headers))
            .toArray(String[]::new));
  }

  private static String row(String registrationNumber) {
    return "%s,Škoda,Fabia,2025,%s,%s,12840%n"
        .formatted(registrationNumber, vehicleClass, branchCode);
  }

  private static int count() {
    return service.get("/vehicles?limit=200&branchId=" + branchId).json().get("items").size();
  }
}
