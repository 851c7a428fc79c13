package io.motorpool.vehicle.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ImportedRental;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.testing.Http.Answer;
import io.motorpool.vehicle.Fleet;
import io.motorpool.vehicle.Reservations;
import io.motorpool.vehicle.ReservedFleet;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationEventsIT extends ReservedFleet {

  private static final String FROM = "2027-03-01T09:00:00Z";
  private static final String UNTIL = "2027-03-08T09:00:00Z";
  private static final Duration SOON = Duration.ofSeconds(30);

  private String here;
  private String there;
  private String vehicle;
  private ReservationSnapshot pending;

  @BeforeEach
  void makeAVehicle() {
    here = fleet.newBranch();
    there = fleet.newBranch();
    vehicle = fleet.newVehicle(fleet.newClass(), here);
    pending = Reservations.pending(vehicle, here, there, FROM, UNTIL);
  }

  @Test
  void aReservationTakesTheVehicleForItsPeriod() {
    assertThat(reasons(FROM, UNTIL)).isEmpty();

    reservations.publish(pending);

    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    assertThat(reasons("2027-03-07T09:00:00Z", "2027-03-09T09:00:00Z"))
        .containsExactly("ALREADY_RESERVED");
    assertThat(reasons("2027-02-25T09:00:00Z", FROM)).isEmpty();
    assertThat(reasons(UNTIL, "2027-03-10T09:00:00Z")).isEmpty();
  }

  @Test
  void theScheduleFollowsTheReservation() {
    ReservationSnapshot confirmed = Reservations.next(pending, ReservationStatus.CONFIRMED);

    reservations.publish(pending);
    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    reservations.publish(confirmed);
    awaitSchedule("CONFIRMED " + FROM + " " + UNTIL);
    reservations.publish(Reservations.next(confirmed, ReservationStatus.ACTIVE));
    awaitSchedule("ACTIVE " + FROM + " " + UNTIL);
  }

  @Test
  void theScheduleIsACalendarToo() throws Exception {
    reservations.publish(pending);
    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    VEvent held = onlyEvent();
    assertThat(held.getStatus().getValue()).isEqualTo("TENTATIVE");

    reservations.publish(Reservations.next(pending, ReservationStatus.CONFIRMED));
    awaitSchedule("CONFIRMED " + FROM + " " + UNTIL);
    VEvent confirmed = onlyEvent();

    assertThat(confirmed.getStatus().getValue()).isEqualTo("CONFIRMED");
    assertThat(confirmed.getUid()).isEqualTo(held.getUid());
    assertThat(confirmed.getUid().orElseThrow().getValue())
        .isEqualTo(pending.getId() + "@motorpool");
    assertThat(Instant.from(confirmed.getDateTimeStart().getDate())).isEqualTo(FROM);
    assertThat(Instant.from(confirmed.getDateTimeEnd().getDate())).isEqualTo(UNTIL);
  }

  @Test
  void aCalendarWithoutARangeIsThatOfAYear() {
    Answer answer = service.get("/vehicles/" + vehicle + "/calendar");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/calendar");
    assertThat(answer.body()).startsWith("BEGIN:VCALENDAR\r\n").doesNotContain("VEVENT");
    assertThat(service.get("/vehicles/" + UUID.randomUUID() + "/calendar").problem())
        .isEqualTo("not-found");
    assertThat(
            service
                .get("/vehicles/" + vehicle + "/calendar?from=" + UNTIL + "&to=" + FROM)
                .problem())
        .isEqualTo("invalid-request");
  }

  /** As a calendar program reads it. */
  private VEvent onlyEvent() throws Exception {
    Answer answer =
        service.get(
            "/vehicles/%s/calendar?from=2027-01-01T00:00:00Z&to=2028-01-01T00:00:00Z"
                .formatted(vehicle));
    Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
    assertThat(calendar.validate().hasErrors()).as(answer.body()).isFalse();
    List<VEvent> found = calendar.getComponents(Component.VEVENT);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @EnumSource(
      value = ReservationStatus.class,
      names = {"CANCELLED", "EXPIRED", "NO_SHOW"})
  void aReservationThatComesToNothingFreesTheVehicle(ReservationStatus end) {
    reservations.publish(pending);
    awaitSchedule("PENDING " + FROM + " " + UNTIL);

    reservations.publish(Reservations.next(pending, end));

    awaitSchedule();
    assertThat(reasons(FROM, UNTIL)).isEmpty();
  }

  @Test
  void aRentalOfBeforeTakesNoVehicle() {
    reservations.publish(
        Reservations.pending(vehicle, here, there, FROM, UNTIL)
            .status(ReservationStatus.COMPLETED)
            .imported(
                new ImportedRental()
                    .reference("2025-0417")
                    .charged(new Money().amount(new BigDecimal("129.00")).currency("EUR"))));
    reservations.publish(pending);

    awaitSchedule("PENDING " + FROM + " " + UNTIL);
  }

  @Test
  void aReturnFreesTheRestAndMovesTheVehicle() {
    ReservationSnapshot active = Reservations.next(pending, ReservationStatus.ACTIVE);
    reservations.publish(active);
    awaitSchedule("ACTIVE " + FROM + " " + UNTIL);

    reservations.publish(Reservations.completed(active, "2027-03-05T10:30:00Z", there, 12_345));

    awaitSchedule("COMPLETED " + FROM + " 2027-03-05T10:30:00Z");
    JsonNode moved = service.get("/vehicles/" + vehicle).json();
    assertThat(moved.get("branchId").asText()).isEqualTo(there);
    assertThat(moved.get("odometerKm").asInt()).isEqualTo(12_345);
    assertThat(moved.get("version").asInt()).isEqualTo(1);
    assertThat(reasons("2027-03-05T10:30:00Z", UNTIL)).isEmpty();
    assertThat(reasons("2027-03-05T10:00:00Z", UNTIL)).containsExactly("ALREADY_RESERVED");
    assertThat(free(there, "2027-03-06T09:00:00Z", "2027-03-07T09:00:00Z")).contains(vehicle);
    assertThat(free(here, "2027-03-06T09:00:00Z", "2027-03-07T09:00:00Z")).doesNotContain(vehicle);
  }

  @Test
  void theOdometerNeverRunsBackwards() {
    reservations.publish(Reservations.completed(pending, "2027-03-05T10:30:00Z", there, 11_000));

    awaitSchedule("COMPLETED " + FROM + " 2027-03-05T10:30:00Z");
    JsonNode moved = service.get("/vehicles/" + vehicle).json();
    assertThat(moved.get("branchId").asText()).isEqualTo(there);
    assertThat(moved.get("odometerKm").asInt()).isEqualTo(12_000);
  }

  @Test
  void aVehicleStandsWhereTheReservationBeforeBringsIt() {
    reservations.publish(Reservations.next(pending, ReservationStatus.CONFIRMED));
    awaitSchedule("CONFIRMED " + FROM + " " + UNTIL);

    String after = "&startsAt=" + UNTIL + "&endsAt=2027-03-10T09:00:00Z";
    assertThat(reasons("2027-03-10T09:00:00Z", "2027-03-11T09:00:00Z", here))
        .containsExactly("AT_OTHER_BRANCH");
    assertThat(reasons("2027-03-10T09:00:00Z", "2027-03-11T09:00:00Z", there)).isEmpty();
    assertThat(reasons("2027-02-10T09:00:00Z", "2027-02-11T09:00:00Z", here)).isEmpty();
    assertThat(service.get("/availability?branchId=" + there + after).body()).contains(vehicle);
    assertThat(service.get("/availability?branchId=" + here + after).body())
        .doesNotContain(vehicle);
    assertThat(free(here, "2027-02-10T09:00:00Z", "2027-02-11T09:00:00Z")).contains(vehicle);
    assertThat(free(there, "2027-02-10T09:00:00Z", "2027-02-11T09:00:00Z")).doesNotContain(vehicle);
  }

  @Test
  void aVehicleIsLookedAfterBeforeItsNextRental() {
    String careful = fleet.newBranch();
    Answer replaced =
        service.put(
            "/branches/" + careful,
            Fleet.branch(Fleet.newBranchCode(), "Europe/Vienna")
                .replace("\"name\"", "\"turnaroundMinutes\": 90, \"name\""),
            "If-Match",
            "\"0\"");
    assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
    reservations.publish(Reservations.pending(vehicle, here, careful, FROM, UNTIL));
    awaitSchedule("PENDING " + FROM + " " + UNTIL);

    assertThat(reasons("2027-03-08T10:29:59Z", "2027-03-10T09:00:00Z", careful))
        .containsExactly("TURNAROUND");
    assertThat(reasons("2027-03-08T10:30:00Z", "2027-03-10T09:00:00Z", careful)).isEmpty();
    assertThat(free(careful, "2027-03-08T10:29:59Z", "2027-03-10T09:00:00Z"))
        .doesNotContain(vehicle);
    assertThat(free(careful, "2027-03-08T10:30:00Z", "2027-03-10T09:00:00Z")).contains(vehicle);
    // Here nobody looks after vehicles; who brings it there has to be back in time.
    assertThat(reasons("2027-02-27T09:00:00Z", FROM, here)).isEmpty();
    assertThat(reasons("2027-02-27T09:00:00Z", FROM, here, careful))
        .containsExactly("TURNAROUND", "NEEDED_AT_OTHER_BRANCH");
    assertThat(reasons("2027-02-27T09:00:00Z", "2027-03-01T07:30:00Z", here, careful))
        .containsExactly("NEEDED_AT_OTHER_BRANCH");
  }

  @Test
  void aVehicleIsBroughtToWhereTheNextReservationNeedsIt() {
    reservations.publish(pending);
    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    String before = "2027-02-10T09:00:00Z";
    String untilThen = "2027-02-11T09:00:00Z";

    assertThat(reasons(before, untilThen, here, there)).containsExactly("NEEDED_AT_OTHER_BRANCH");
    assertThat(reasons(before, untilThen, here, here)).isEmpty();
    assertThat(free(here, before, untilThen + "&returnBranchId=" + there)).doesNotContain(vehicle);
    assertThat(free(here, before, untilThen + "&returnBranchId=" + here)).contains(vehicle);

    // Of what was stored by the version before, where it is picked up is not known.
    running.update(
        "update schedule_entry set pickup_branch_id = null where reservation_id = ?",
        pending.getId());
    assertThat(reasons(before, untilThen, here, there)).isEmpty();
    assertThat(free(here, before, untilThen + "&returnBranchId=" + there)).contains(vehicle);
  }

  @Test
  void theReservationThatIsToChangeDoesNotStandInItsOwnWay() {
    reservations.publish(pending);
    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    String question =
        "?startsAt=%s&endsAt=2027-03-09T09:00:00Z&pickupBranchId=%s&returnBranchId=%s"
            .formatted(FROM, here, there);

    assertThat(reasonsOf(question)).containsExactly("ALREADY_RESERVED");
    assertThat(reasonsOf(question + "&exceptReservationId=" + pending.getId())).isEmpty();
    assertThat(reasonsOf(question + "&exceptReservationId=" + UUID.randomUUID()))
        .containsExactly("ALREADY_RESERVED");
    assertThat(
            service
                .get("/vehicles/" + vehicle + "/availability" + question + "&exceptReservationId=x")
                .status())
        .isEqualTo(400);
  }

  @Test
  void theVehicleThatFitsInBestComesFirst() {
    String vehicleClass = service.get("/vehicles/" + vehicle).json().get("vehicleClass").asText();
    String idle = fleet.newVehicle(vehicleClass, here);
    String busy = fleet.newVehicle(vehicleClass, here);
    reservations.publish(Reservations.pending(busy, here, here, FROM, UNTIL));
    await().atMost(SOON).until(() -> !schedule(busy).isEmpty());
    running.update("update vehicle set odometer_km = 9000 where id = ?", UUID.fromString(idle));

    List<String> found = new ArrayList<>();
    service
        .get(
            "/availability?branchId=%s&startsAt=2027-02-26T09:00:00Z&endsAt=2027-02-28T09:00:00Z"
                .formatted(here))
        .json()
        .at("/items/0/vehicleIds")
        .forEach(it -> found.add(it.asText()));

    assertThat(found).containsExactly(busy, idle, vehicle);
  }

  @Test
  void aCancellationThatOvertakesTheReservationLeavesTheVehicleFree() {
    reservations.publish(Reservations.next(pending, ReservationStatus.CANCELLED));
    reservations.publish(pending);
    awaitAllBefore();

    awaitSchedule();
    assertThat(reasons(FROM, UNTIL)).isEmpty();
  }

  @Test
  void anEventThatIsDeliveredAgainChangesNothing() {
    ReservationSnapshot confirmed = Reservations.next(pending, ReservationStatus.CONFIRMED);
    String created = reservations.publish(pending);
    reservations.publish(confirmed);
    reservations.publishAgain(pending, created);
    reservations.publish(pending);
    awaitAllBefore();

    awaitSchedule("CONFIRMED " + FROM + " " + UNTIL);
  }

  @Test
  void aReturnToABranchNobodyKnowsSetsTheOdometerAndLeavesTheVehicleWhereItWas() {
    reservations.publish(
        Reservations.completed(
            pending, "2027-03-05T10:30:00Z", "0193d5a4-1000-7c00-8000-00000000dead", 13_000));

    awaitSchedule("COMPLETED " + FROM + " 2027-03-05T10:30:00Z");
    JsonNode left = service.get("/vehicles/" + vehicle).json();
    assertThat(left.get("branchId").asText()).isEqualTo(here);
    assertThat(left.get("odometerKm").asInt()).isEqualTo(13_000);
  }

  @Test
  void whatCannotBeUnderstoodIsParkedAndTheStreamGoesOn() {
    long parked = running.query(Long.class, "select count(*) from parked_event");

    events.publish("reservation.created", "{".getBytes(StandardCharsets.UTF_8));
    reservations.publish(Reservations.next(pending, ReservationStatus.COMPLETED));
    reservations.publish(
        Reservations.pending(vehicle, here, there, FROM, UNTIL).startsAt(null).version(1L));
    reservations.publish(pending);

    awaitSchedule("PENDING " + FROM + " " + UNTIL);
    assertThat(running.query(Long.class, "select count(*) from parked_event"))
        .isEqualTo(parked + 3);
  }

  /** A later reservation of another vehicle is there: so is all that was published before it. */
  private void awaitAllBefore() {
    String other = fleet.newVehicle(fleet.newClass(), here);
    reservations.publish(Reservations.pending(other, here, here, FROM, UNTIL));
    await().atMost(SOON).until(() -> !schedule(other).isEmpty());
  }

  private void awaitSchedule(String... entries) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(schedule(vehicle)).containsExactly(entries));
  }

  private static List<String> schedule(String vehicleId) {
    List<String> entries = new ArrayList<>();
    service
        .get(
            "/vehicles/"
                + vehicleId
                + "/schedule?from=2027-01-01T00:00:00Z&to=2028-01-01T00:00:00Z")
        .json()
        .get("items")
        .forEach(
            it ->
                entries.add(
                    it.get("status").asText()
                        + " "
                        + it.get("startsAt").asText()
                        + " "
                        + it.get("endsAt").asText()));
    return entries;
  }

  private List<String> reasons(String startsAt, String endsAt) {
    return reasonsOf("?startsAt=" + startsAt + "&endsAt=" + endsAt);
  }

  private List<String> reasons(String startsAt, String endsAt, String branchId) {
    return reasonsOf("?startsAt=" + startsAt + "&endsAt=" + endsAt + "&pickupBranchId=" + branchId);
  }

  private List<String> reasons(String startsAt, String endsAt, String pickup, String giveBack) {
    return reasonsOf(
        "?startsAt=%s&endsAt=%s&pickupBranchId=%s&returnBranchId=%s"
            .formatted(startsAt, endsAt, pickup, giveBack));
  }

  private List<String> reasonsOf(String query) {
    return service
        .get("/vehicles/" + vehicle + "/availability" + query)
        .json()
        .get("reasons")
        .findValuesAsText("code");
  }

  private static String free(String branchId, String startsAt, String endsAt) {
    return service
        .get("/availability?branchId=" + branchId + "&startsAt=" + startsAt + "&endsAt=" + endsAt)
        .body();
  }
}
