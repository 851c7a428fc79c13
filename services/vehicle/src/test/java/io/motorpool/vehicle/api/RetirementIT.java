package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Http.Answer;
import io.motorpool.vehicle.Fleet;
import io.motorpool.vehicle.Reservations;
import io.motorpool.vehicle.ReservedFleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Vehicles that are taken out of service or leave the fleet, and the reservations that hold them.
 */
class RetirementIT extends ReservedFleet {

  private String branch;
  private String vehicleClass;
  private String number;
  private String path;
  private ReservationSnapshot reservation;

  @BeforeEach
  void makeAVehicle() {
    branch = fleet.newBranch();
    vehicleClass = fleet.newClass();
    number = Fleet.newRegistrationNumber();
    path =
        service
            .post("/vehicles", Fleet.vehicle(number, vehicleClass, branch))
            .header("Location")
            .orElseThrow();
    reservation =
        Reservations.pending(
            path.substring(path.lastIndexOf('/') + 1),
            branch,
            branch,
            "2027-03-02T09:00:00Z",
            "2027-03-05T09:00:00Z");
  }

  @Test
  void isRefusedWhileReservationsHoldTheVehicleAndNamesThem() {
    running.awaitHandled(reservations.publish(reservation));
    String before = service.get(path).body();

    for (String question : List.of("", "?displaces=true")) {
      Answer refused = become("RETIRED", 0, question);
      assertProblem(refused, 409, "vehicle-still-reserved");
      assertThat(reservationIds(refused)).containsExactly(reservation.getId().toString());
    }
    assertThat(service.get(path).body()).isEqualTo(before);

    running.awaitHandled(
        reservations.publish(Reservations.next(reservation, ReservationStatus.CANCELLED)));
    Answer retired = become("RETIRED", 0, "");
    assertThat(retired.status()).as(retired.toString()).isEqualTo(200);
    assertThat(retired.json().get("status").asText()).isEqualTo("RETIRED");
  }

  @Test
  void outOfServiceIsPossibleWhereItIsSaidThatReservationsAreDisplaced() {
    running.awaitHandled(reservations.publish(reservation));

    Answer refused = become("OUT_OF_SERVICE", 0, "");
    assertProblem(refused, 409, "vehicle-still-reserved");
    assertThat(reservationIds(refused)).containsExactly(reservation.getId().toString());
    assertThat(refused.json().get("errors").get(0).get("pointer").asText()).isEqualTo("#/status");
    assertThat(service.get(path).json().get("status").asText()).isEqualTo("IN_SERVICE");

    Answer away = become("OUT_OF_SERVICE", 0, "?displaces=true");
    assertThat(away.status()).as(away.toString()).isEqualTo(200);
    // What does not change the status is not asked about again.
    assertThat(become("OUT_OF_SERVICE", 1, "").status()).isEqualTo(200);
    assertThat(become("IN_SERVICE", 1, "").status()).isEqualTo(200);
    assertProblem(become("IN_SERVICE", 2, "?displaces=perhaps"), 400, "invalid-request");
  }

  @Test
  void isForGood() {
    assertThat(become("RETIRED", 0, "").status()).isEqualTo(200);

    assertProblem(become("IN_SERVICE", 1, ""), 409, "vehicle-retired");
    assertProblem(become("OUT_OF_SERVICE", 1, "?displaces=true"), 409, "vehicle-retired");
    assertProblem(
        service.post(
            path + "/maintenance-windows",
            """
            {"startsAt": "2027-03-02T09:00:00Z", "endsAt": "2027-03-05T09:00:00Z", "reason": "Tyres"}"""),
        409,
        "vehicle-retired");
    assertThat(running.count("select count(*) from maintenance_window")).isZero();
    assertThat(service.get(path).json().get("status").asText()).isEqualTo("RETIRED");

    // A mistake in what is known of it can be corrected all the same.
    Answer corrected =
        service.put(
            path,
            Fleet.vehicle(number, vehicleClass, branch)
                .replace("\"odometerKm\": 12000", "\"odometerKm\": 12345"),
            "If-Match",
            "\"1\"");
    assertThat(corrected.status()).as(corrected.toString()).isEqualTo(200);
    assertThat(corrected.json().get("status").asText()).isEqualTo("RETIRED");
    assertThat(corrected.json().get("odometerKm").asInt()).isEqualTo(12_345);
  }

  @Test
  void leavesTheRegistrationNumberToAnother() {
    Answer tooEarly = service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch));
    assertProblem(tooEarly, 409, "registration-number-taken");

    assertThat(become("RETIRED", 0, "").status()).isEqualTo(200);
    Answer next = service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch));

    assertThat(next.status()).as(next.toString()).isEqualTo(201);
    assertProblem(
        service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch)),
        409,
        "registration-number-taken");
    assertThat(
            service
                .put(next.header("Location").orElseThrow(), with("RETIRED"), "If-Match", "\"0\"")
                .status())
        .isEqualTo(200);
    assertThat(service.post("/vehicles", Fleet.vehicle(number, vehicleClass, branch)).status())
        .isEqualTo(201);
    assertThat(running.count("select count(*) from vehicle where registration_number = ?", number))
        .isEqualTo(3);
  }

  @Test
  void letsAVehicleBeHandedBackLate() {
    assertThat(become("RETIRED", 0, "").status()).isEqualTo(200);
    String there = fleet.newBranch();

    running.awaitHandled(
        reservations.publish(
            Reservations.completed(reservation, "2027-03-05T09:00:00Z", there, 13_000)));

    assertThat(running.parked()).isZero();
    assertThat(service.get(path).json().get("odometerKm").asInt()).isEqualTo(13_000);
    assertThat(service.get(path).json().get("branchId").asText()).isEqualTo(there);
  }

  private Answer become(String status, int version, String question) {
    return service.put(path + question, with(status), "If-Match", "\"%d\"".formatted(version));
  }

  private String with(String status) {
    return Fleet.vehicle(number, vehicleClass, branch)
        .replace("\"odometerKm\"", "\"status\": \"%s\", \"odometerKm\"".formatted(status));
  }

  private static List<String> reservationIds(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.json().get("reservationIds").forEach(it -> ids.add(it.asText()));
    return ids;
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
