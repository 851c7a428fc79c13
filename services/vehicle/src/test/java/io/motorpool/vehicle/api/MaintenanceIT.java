package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http.Answer;
import io.motorpool.vehicle.Reservations;
import io.motorpool.vehicle.ReservedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Maintenance windows, and the reservations that they displace or that stand in their way. */
class MaintenanceIT extends ReservedFleet {

  // A window that is over is refused.
  private static final String FROM = "2099-03-02T09:00:00Z";
  private static final String UNTIL = "2099-03-05T09:00:00Z";

  private String branch;
  private String vehicleClass;
  private String vehicle;
  private String path;

  @BeforeEach
  void makeAVehicle() {
    branch = fleet.newBranch();
    vehicleClass = fleet.newClass();
    vehicle = fleet.newVehicle(vehicleClass, branch);
    path = "/vehicles/" + vehicle + "/maintenance-windows";
  }

  @Test
  void isEnteredAndReadMovedAndDeleted() {
    Answer entered = service.post(path, window(FROM, UNTIL));

    assertThat(entered.status()).as(entered.toString()).isEqualTo(201);
    assertThat(entered.header("ETag")).hasValue("\"0\"");
    String own = entered.header("Location").orElseThrow();
    assertThat(own).isEqualTo(path + "/" + entered.json().get("id").asText());
    assertThat(entered.json().get("displacedReservations")).isEmpty();
    assertThat(service.get(own).json()).isEqualTo(entered.json());
    assertThat(service.get(path).json().get("items").get(0)).isEqualTo(entered.json());

    Answer moved = service.put(own, window("2099-03-04T09:00:00.7Z", UNTIL), "If-Match", "\"0\"");

    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
    assertThat(moved.header("ETag")).hasValue("\"1\"");
    assertThat(moved.json().get("startsAt").asText()).isEqualTo("2099-03-04T09:00:00Z");
    assertThat(service.get(own).json()).isEqualTo(moved.json());
    assertProblem(
        service.put(own, window(FROM, UNTIL), "If-Match", "\"0\""), 412, "precondition-failed");
    assertProblem(service.put(own, window(FROM, UNTIL)), 428, "precondition-required");

    assertThat(service.method("DELETE", own).status()).isEqualTo(204);
    assertProblem(service.get(own), 404, "not-found");
    assertProblem(service.method("DELETE", own), 404, "not-found");
    assertThat(service.get(path).json().get("items")).isEmpty();
  }

  @Test
  void isEnteredOnceIfSentAgainWithItsKey() {
    Answer first = service.post(path, window(FROM, UNTIL), "Idempotency-Key", vehicle);
    Answer second = service.post(path, window(FROM, UNTIL), "Idempotency-Key", vehicle);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(second.status()).as(second.toString()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(windows()).isEqualTo(1);
    assertProblem(
        service.post(path, window(FROM, "2099-03-06T09:00:00Z"), "Idempotency-Key", vehicle),
        422,
        "idempotency-key-reused");
  }

  @Test
  void keepsTheVehicleFromBeingRented() {
    service.post(path, window(FROM, UNTIL));

    assertThat(reasons(FROM, UNTIL)).containsExactly("IN_MAINTENANCE");
    assertThat(found(FROM, UNTIL)).isEmpty();
    assertThat(reasons("2099-03-04T09:00:00Z", "2099-03-06T09:00:00Z"))
        .containsExactly("IN_MAINTENANCE");
    assertThat(reasons(UNTIL, "2099-03-06T09:00:00Z")).isEmpty();
    assertThat(found(UNTIL, "2099-03-06T09:00:00Z")).containsExactly(vehicle);
    assertThat(found("2099-03-01T09:00:00Z", FROM)).containsExactly(vehicle);
  }

  @Test
  void countsAsARentalWhereTheVehicleIsToBeFoundThatFitsInBest() {
    String idle = fleet.newVehicle(vehicleClass, branch);
    running.update("update vehicle set odometer_km = 9000 where id = ?", UUID.fromString(idle));
    assertThat(found("2099-02-01T09:00:00Z", "2099-02-02T09:00:00Z"))
        .containsExactly(idle, vehicle);

    service.post(path, window(FROM, UNTIL));

    assertThat(found("2099-02-01T09:00:00Z", "2099-02-02T09:00:00Z"))
        .containsExactly(vehicle, idle);
    assertThat(found("2099-04-01T09:00:00Z", "2099-04-02T09:00:00Z"))
        .containsExactly(vehicle, idle);
  }

  @Test
  void isShownInTheScheduleBesideTheReservations() {
    reserve("2099-03-08T09:00:00Z", "2099-03-10T09:00:00Z");
    String id = service.post(path, window(FROM, UNTIL)).json().get("id").asText();

    JsonNode schedule =
        service
            .get(
                "/vehicles/%s/schedule?from=2099-03-01T00:00:00Z&to=2099-04-01T00:00:00Z"
                    .formatted(vehicle))
            .json();

    assertThat(schedule.get("items")).hasSize(1);
    JsonNode shown = schedule.get("maintenanceWindows");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).get("maintenanceWindowId").asText()).isEqualTo(id);
    assertThat(shown.get(0).get("startsAt").asText()).isEqualTo(FROM);
    assertThat(shown.get(0).get("endsAt").asText()).isEqualTo(UNTIL);
    assertThat(shown.get(0).get("reason").asText()).isEqualTo("Winter tyres");
    assertThat(
            service
                .get(
                    "/vehicles/%s/schedule?from=%s&to=2099-03-06T00:00:00Z"
                        .formatted(vehicle, UNTIL))
                .json()
                .get("maintenanceWindows"))
        .isEmpty();
  }

  @Test
  void leavesReservationsTheirVehicleAndNamesThem() {
    String second = reserve("2099-03-04T09:00:00Z", "2099-03-06T09:00:00Z");
    String first = reserve("2099-03-01T09:00:00Z", "2099-03-02T09:00:01Z");
    reserve("2099-03-06T09:00:00Z", "2099-03-07T09:00:00Z");

    Answer refused = service.post(path, window(FROM, UNTIL));

    assertProblem(refused, 409, "maintenance-overlaps-reservations");
    assertThat(texts(refused.json().get("reservationIds"))).containsExactly(first, second);
    assertThat(windows()).isZero();

    Answer other = service.post(path, window("2099-03-10T09:00:00Z", "2099-03-11T09:00:00Z"));
    Answer moved =
        service.put(
            other.header("Location").orElseThrow(), window(FROM, UNTIL), "If-Match", "\"0\"");
    assertProblem(moved, 409, "maintenance-overlaps-reservations");
    assertThat(texts(moved.json().get("reservationIds"))).containsExactly(first, second);
    assertThat(service.get(other.header("Location").orElseThrow()).json()).isEqualTo(other.json());
  }

  @Test
  void displacesReservationsWhereThatIsSaidAndListsThemUntilTheyAreSeenTo() {
    ReservationSnapshot reservation =
        Reservations.pending(
            vehicle, branch, branch, "2099-03-04T09:00:00Z", "2099-03-06T09:00:00Z");
    running.awaitHandled(reservations.publish(reservation));

    Answer entered = service.post(path + "?displaces=true", window(FROM, UNTIL));

    assertThat(entered.status()).as(entered.toString()).isEqualTo(201);
    JsonNode displaced = entered.json().get("displacedReservations");
    assertThat(displaced.findValuesAsText("reservationId"))
        .containsExactly(reservation.getId().toString());
    assertThat(displaced.get(0).get("status").asText()).isEqualTo("PENDING");
    String own = entered.header("Location").orElseThrow();
    assertThat(service.get(own).json()).isEqualTo(entered.json());
    assertThat(service.get(path).json().get("items").get(0)).isEqualTo(entered.json());
    assertThat(reasons("2099-03-04T09:00:00Z", UNTIL))
        .containsExactly("ALREADY_RESERVED", "IN_MAINTENANCE");

    // The desk gives the reservation another vehicle.
    String other = fleet.newVehicle(vehicleClass, branch);
    running.awaitHandled(
        reservations.publish(
            Reservations.next(reservation, ReservationStatus.CONFIRMED)
                .vehicleId(UUID.fromString(other))));

    assertThat(service.get(own).json().get("displacedReservations")).isEmpty();
    assertThat(reasons("2099-03-04T09:00:00Z", UNTIL)).containsExactly("IN_MAINTENANCE");
  }

  @ParameterizedTest
  @EnumSource(
      value = ReservationStatus.class,
      names = {"CANCELLED", "EXPIRED", "NO_SHOW"})
  void isNotKeptFromByReservationsThatCameToNothing(ReservationStatus end) {
    ReservationSnapshot reservation = Reservations.pending(vehicle, branch, branch, FROM, UNTIL);
    running.awaitHandled(reservations.publish(Reservations.next(reservation, end)));

    Answer entered = service.post(path, window(FROM, UNTIL));

    assertThat(entered.status()).as(entered.toString()).isEqualTo(201);
    assertThat(entered.json().get("displacedReservations")).isEmpty();
  }

  @Test
  void isTheOnlyOneOfItsVehicleAtTheTime() throws Exception {
    assertThat(service.post(path, window(FROM, UNTIL)).status()).isEqualTo(201);
    Answer next = service.post(path, window(UNTIL, "2099-03-06T09:00:00Z"));
    assertThat(next.status()).as(next.toString()).isEqualTo(201);

    assertProblem(
        service.post(path, window("2099-03-05T08:59:59Z", "2099-03-05T09:00:00Z")),
        409,
        "maintenance-window-overlaps");
    assertProblem(
        service.put(
            next.header("Location").orElseThrow(),
            window("2099-03-04T09:00:00Z", "2099-03-06T09:00:00Z"),
            "If-Match",
            "\"0\""),
        409,
        "maintenance-window-overlaps");
    assertThat(windows()).isEqualTo(2);

    List<Answer> atOnce =
        AtOnce.call(
            6, () -> service.post(path, window("2099-04-01T09:00:00Z", "2099-04-02T09:00:00Z")));
    assertThat(atOnce).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(atOnce)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(it -> assertProblem(it, 409, "maintenance-window-overlaps"));
  }

  /** Who enters a window has the vehicle locked, so that nothing is entered that it did not see. */
  @Test
  void isDecidedBeforeReservationsOfTheVehicleGoOn() {
    String other = fleet.newVehicle(vehicleClass, branch);
    AtomicReference<String> waiting = new AtomicReference<>();

    running.whileLocked(
        "select id from vehicle where id = ? for no key update",
        List.of(UUID.fromString(vehicle)),
        () -> {
          running.awaitHandled(
              reservations.publish(Reservations.pending(other, branch, branch, FROM, UNTIL)));
          waiting.set(
              reservations.publish(Reservations.pending(vehicle, branch, branch, FROM, UNTIL)));
          running.awaitBlocked();
          assertThat(
                  running.count(
                      "select count(*) from schedule_entry where vehicle_id = ?",
                      UUID.fromString(vehicle)))
              .isZero();
        });

    running.awaitHandled(waiting.get());
    assertThat(
            running.count(
                "select count(*) from schedule_entry where vehicle_id = ?",
                UUID.fromString(vehicle)))
        .isOne();
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({
    "2099-03-05T09:00:00Z, 2099-03-05T09:00:00Z",
    "2099-03-05T09:00:00Z, 2099-03-04T09:00:00Z",
    "2099-03-05T09:00:00Z, 2100-03-06T09:00:01Z",
    "2020-03-04T09:00:00Z, 2020-03-05T09:00:00Z"
  })
  void isOneThatCanBe(String from, String until) {
    Answer refused = service.post(path, window(from, until));

    assertProblem(refused, 422, "maintenance-window-invalid");
    assertThat(refused.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("#/endsAt");
    assertThat(windows()).isZero();
  }

  @ParameterizedTest(name = "{1} at {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Winter tyres\"|\"\"|#/reason",
        "\"Winter tyres\"|null|#/reason",
        "\"Winter tyres\"|7|#/reason",
        "\"reason\"|\"why\"|#/why",
        "\"2099-03-02T09:00:00Z\"|\"tomorrow\"|#/startsAt",
        "\"2099-03-02T09:00:00Z\"|\"2099-03-02\"|#/startsAt",
        "\"2099-03-05T09:00:00Z\"|null|#/endsAt"
      })
  void isDescribedAsTheContractHasIt(String part, String instead, String pointer) {
    Answer refused = service.post(path, window(FROM, UNTIL).replace(part, instead));

    assertProblem(refused, 400, "invalid-request");
    assertThat(refused.json().get("errors").findValuesAsText("pointer")).contains(pointer);
    assertThat(windows()).isZero();
  }

  @Test
  void isOfAVehicleThatThereIs() {
    String unknown = path.replace(vehicle, UUID.randomUUID().toString());
    String other = path.replace(vehicle, fleet.newVehicle(vehicleClass, branch));
    String id = service.post(path, window(FROM, UNTIL)).json().get("id").asText();

    assertProblem(service.post(unknown, window(FROM, UNTIL)), 404, "not-found");
    assertProblem(service.get(unknown), 404, "not-found");
    assertProblem(service.get(other + "/" + id), 404, "not-found");
    assertProblem(
        service.put(other + "/" + id, window(FROM, UNTIL), "If-Match", "\"0\""), 404, "not-found");
    assertProblem(service.method("DELETE", other + "/" + id), 404, "not-found");
    assertProblem(service.get(path + "/x"), 400, "invalid-request");
    assertProblem(
        service.post(path + "?displaces=maybe", window(FROM, UNTIL)), 400, "invalid-request");
    assertThat(windows()).isEqualTo(1);
  }

  @Test
  void isListedInPagesInTheOrderOfEntry() {
    List<String> entered = new ArrayList<>();
    for (int day = 5; day > 2; day--) {
      entered.add(
          service
              .post(
                  path,
                  window(
                      "2099-03-0%dT09:00:00Z".formatted(day),
                      "2099-03-0%dT10:00:00Z".formatted(day)))
              .json()
              .get("id")
              .asText());
    }

    JsonNode first = service.get(path + "?limit=2").json();
    JsonNode second =
        service.get(path + "?limit=2&cursor=" + first.get("nextCursor").asText()).json();

    List<String> listed = new ArrayList<>();
    first.get("items").forEach(it -> listed.add(it.get("id").asText()));
    second.get("items").forEach(it -> listed.add(it.get("id").asText()));
    assertThat(listed).isEqualTo(entered);
    assertThat(second.has("nextCursor")).isFalse();
  }

  private String reserve(String from, String until) {
    ReservationSnapshot reservation = Reservations.pending(vehicle, branch, branch, from, until);
    running.awaitHandled(reservations.publish(reservation));
    return reservation.getId().toString();
  }

  private static String window(String from, String until) {
    return """
        {"startsAt": "%s", "endsAt": "%s", "reason": "Winter tyres"}"""
        .formatted(from, until);
  }

  private long windows() {
    return running.count(
        "select count(*) from maintenance_window where vehicle_id = ?", UUID.fromString(vehicle));
  }

  private List<String> reasons(String startsAt, String endsAt) {
    return service
        .get("/vehicles/%s/availability?startsAt=%s&endsAt=%s".formatted(vehicle, startsAt, endsAt))
        .json()
        .get("reasons")
        .findValuesAsText("code");
  }

  private List<String> found(String startsAt, String endsAt) {
    return texts(
        service
            .get(
                "/availability?branchId=%s&startsAt=%s&endsAt=%s"
                    .formatted(branch, startsAt, endsAt))
            .json()
            .at("/items/0/vehicleIds"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
  }
}
