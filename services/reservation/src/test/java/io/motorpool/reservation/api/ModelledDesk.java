package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.reservation.api.ReservationModel.Quoted;
import io.motorpool.reservation.api.ReservationModel.Rental;
import io.motorpool.reservation.api.ReservationModel.Span;
import io.motorpool.reservation.domain.NoShows;
import io.motorpool.reservation.domain.ReservationService;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.Snapshots;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.CDI;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Does the same to the running service and to the model, and compares what comes of it. */
final class ModelledDesk {

  private static final Duration SLOT = Duration.ofHours(6);

  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "PENDING", Set.of("CONFIRMED", "CANCELLED", "EXPIRED"),
          "CONFIRMED", Set.of("ACTIVE", "CANCELLED", "NO_SHOW"),
          "ACTIVE", Set.of("COMPLETED"));

  /** Asked of the tables, past the service and its entities. */
  private static final String STORED =
      """
      select jsonb_build_object(
        'overlaps', (select count(*) from reservation a join reservation b
           on a.vehicle_id = b.vehicle_id and a.id < b.id
           and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
           where a.status in ('PENDING', 'CONFIRMED', 'ACTIVE')
           and b.status in ('PENDING', 'CONFIRMED', 'ACTIVE')),
        'twiceOut', (select count(*) from (select from reservation where status = 'ACTIVE'
           group by vehicle_id having count(*) > 1) out),
        'reservations', coalesce((select jsonb_agg(jsonb_build_object(
           'id', id, 'vehicle', vehicle_id, 'status', status, 'version', version,
           'startsAt', to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'endsAt', to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'total', total_amount::text, 'fee', cancellation_fee_amount::text,
           'lines', (select sum(amount)::text from reservation_price_line
              where reservation_id = r.id),
           'told', (select string_agg(concat_ws(' ', type, body::json -> 'data' ->> 'status',
              body::json -> 'data' ->> 'version'), ', ' order by o.id)
              from outbox o where subject = r.id))) from reservation r), '[]'))::text""";

  private final Counter counter;
  private final ReservationModel model;
  private final Map<UUID, JsonNode> stored = new HashMap<>();
  private final Map<UUID, List<JsonNode>> answered = new HashMap<>();
  private boolean onTheMoment;

  /** An empty business with a clock that stands still. */
  ModelledDesk(Counter counter) {
    this.counter = counter;
    // The slots of six hours are the same for all, so that some periods begin where others end.
    model = new ReservationModel(Instant.now().truncatedTo(ChronoUnit.DAYS));
    counter.service.awaitPublished();
    counter.service.update("truncate reservation cascade");
    counter.neighbours.searchFinds(model.vehicles.toArray(UUID[]::new));
    MovableClock.stopAt(model.now);
  }

  boolean hasRentals() {
    return !model.rentals.isEmpty();
  }

  boolean hasQuotes() {
    return !model.quotes.isEmpty();
  }

  void book(int vehicle, int start, int slots, int seats) {
    tick();
    Span span = span(start, slots);
    UUID chosen = model.vehicles.get(vehicle);
    Answer answer = post("/reservations", booking(Map.of("vehicleId", chosen), span, seats));
    if (expect(answer, model.refusesBooking(chosen, span))) {
      model.booked(id(answer), chosen, span, seats);
    }
  }

  void bookClass(int start, int slots, int seats) {
    tick();
    Span span = span(start, slots);
    Answer answer = post("/reservations", booking(Map.of("vehicleClass", "ECMR"), span, seats));
    if (expect(answer, model.refusesBookingOfClass(span))) {
      model.booked(id(answer), model.firstFree(span), span, seats);
    }
  }

  /** Of two who want a vehicle at the same moment one gets it, if anybody can. */
  void raceFor(int vehicle, int start, int slots, int shift) {
    tick();
    UUID chosen = model.vehicles.get(vehicle);
    List<Span> spans = List.of(span(start, slots), span(start + shift, slots));
    List<Answer> answers;
    try {
      answers =
          AtOnce.call(
              spans.stream()
                  .map(booking -> booking(Map.of("vehicleId", chosen), booking, 0))
                  .<Callable<Answer>>map(it -> () -> post("/reservations", it))
                  .toList());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    // In the order in which they can have been: the winner first.
    IntStream.range(0, 2)
        .boxed()
        .sorted((a, b) -> answers.get(a).status() - answers.get(b).status())
        .forEach(
            i -> {
              if (expect(answers.get(i), model.refusesBooking(chosen, spans.get(i)))) {
                model.booked(id(answers.get(i)), chosen, spans.get(i), 0);
              }
            });
  }

  void quote(int start, int slots, int seats) {
    tick();
    Span span = span(start, slots);
    Answer answer = post("/quotes", quoteOf(span, seats));
    if (expect(answer, model.refusesPeriod(span))) {
      model.quoted(id(answer), span, seats);
      assertPrice(answer.json().get("price"), span, seats);
    }
  }

  void bookQuote(int which) {
    tick();
    Quoted quote = model.quotes.get(which % model.quotes.size());
    Answer answer =
        post("/reservations", Map.of("customerId", UUID.randomUUID(), "quoteId", quote.id));
    if (expect(answer, model.refuses(quote))) {
      model.booked(id(answer), model.firstFree(quote.span), quote.span, quote.seats);
      quote.used = true;
    }
  }

  void change(int which, boolean likely, int start, int end, int seats, boolean dryRun, int stale) {
    tick();
    Rental rental = some(which, likely, it -> it.is("PENDING", "CONFIRMED", "ACTIVE"));
    Span span =
        new Span(
            rental.span.startsAt().plus(SLOT.multipliedBy(start)),
            rental.span.endsAt().plus(SLOT.multipliedBy(end)));
    Map<String, Object> body =
        Map.of("startsAt", span.startsAt(), "endsAt", span.endsAt(), "extras", extras(seats));
    long version = rental.version() + stale;
    String path = path(rental) + "?dryRun=" + dryRun;
    BigDecimal before = ReservationModel.total(rental.span, rental.seats);

    Answer answer = counter.http.patch(path, body, "If-Match", "\"" + version + "\"");

    if (expect(answer, model.refusesChange(rental, version, span))) {
      assertPrice(answer.json().get("priceAfter"), span, seats);
      assertThat(amount(answer.json().get("difference")))
          .isEqualTo(ReservationModel.total(span, seats).subtract(before));
      if (!dryRun) {
        model.changed(rental, span, seats);
      }
    }
  }

  void swap(int which, boolean likely, int vehicle) {
    tick();
    Rental rental = some(which, likely, it -> it.is("PENDING", "CONFIRMED"));
    UUID chosen = model.vehicles.get(vehicle);
    Answer answer = post(path(rental) + "/vehicle", Map.of("vehicleId", chosen));
    if (expect(answer, model.refusesSwap(rental, chosen))) {
      model.swapped(rental, chosen);
    }
  }

  void cancel(int which, boolean likely, boolean expectingAnotherFee) {
    tick();
    Rental rental = some(which, likely, it -> it.is("PENDING", "CONFIRMED"));
    BigDecimal fee = model.cancellationFee(rental);
    BigDecimal expected = expectingAnotherFee ? fee.add(BigDecimal.ONE) : fee;
    Answer answer =
        post(
            path(rental) + "/cancel",
            Map.of("reason", "Plans changed", "expectedFee", Snapshots.euros(expected.toString())));
    String refusal = model.refusesCancellation(rental);
    if (refusal.isEmpty() && expectingAnotherFee) {
      refusal = "cancellation-fee-changed";
    }
    if (expect(answer, refusal)) {
      model.cancelled(rental);
    }
  }

  void invoice(int which, boolean likely) {
    tick();
    Rental rental = some(which, likely, it -> it.is("PENDING"));
    handled("invoice.issued", Snapshots.invoice(UUID.randomUUID(), rental.id));
    model.invoiceIssued(rental);
  }

  void reject(int which, boolean likely) {
    tick();
    Rental rental = some(which, likely, it -> it.is("PENDING"));
    handled("invoice.rejected", Snapshots.rejected(UUID.randomUUID(), rental.id));
    model.invoiceRejected(rental);
  }

  void pickUp(int which, boolean likely, int kilometres, boolean withDeposit) {
    tick();
    int odometerKm = ReservationModel.ODOMETER_KM + kilometres;
    Rental rental =
        some(which, likely, it -> !model.refusesPickUp(it, odometerKm, true).startsWith("too"));
    Map<String, Object> body = new HashMap<>(Counter.PICK_UP);
    body.put("odometerKm", odometerKm);
    if (!withDeposit) {
      body.remove("deposit");
    }
    Answer answer = post(path(rental) + "/pick-up", body);
    if (expect(answer, model.refusesPickUp(rental, odometerKm, withDeposit))) {
      model.pickedUp(rental, odometerKm);
    }
  }

  void giveBack(int which, boolean likely, int driven) {
    tick();
    Rental rental = some(which, likely, it -> it.is("ACTIVE"));
    int odometerKm = Math.max(0, rental.odometerKm + driven);
    Answer answer =
        post(path(rental) + "/return", Map.of("odometerKm", odometerKm, "fuelLevelPercent", 50));
    if (expect(answer, model.refusesReturn(rental, odometerKm))) {
      model.returned(rental);
    }
  }

  void markNoShow(int which, boolean likely) {
    tick();
    Rental rental = some(which, likely, it -> model.refusesNoShow(it).isEmpty());
    Answer answer = post(path(rental) + "/no-show", "");
    if (expect(answer, model.refusesNoShow(rental))) {
      model.notPickedUp(rental);
    }
  }

  void expireHolds() {
    tick();
    int ended = CDI.current().select(ReservationService.class).get().expireHolds();
    assertThat(ended).as("holds that expired").isEqualTo(model.expireHolds().size());
  }

  void endNoShows() {
    tick();
    int ended = CDI.current().select(NoShows.class).get().endAll();
    assertThat(ended).as("nobody came").isEqualTo(model.endNoShows().size());
  }

  void pass(Duration time) {
    moveTo(model.now.plus(time));
  }

  /** To the very moment at which a rule about some reservation begins or ceases to hold. */
  void passToATurn(int which, int turn) {
    Rental rental = model.rentals.get(which % model.rentals.size());
    List<Instant> ahead =
        ReservationModel.turns(rental).stream().filter(it -> it.isAfter(model.now)).toList();
    if (!ahead.isEmpty()) {
      moveTo(ahead.get(turn % ahead.size()));
      onTheMoment = true;
    }
  }

  /** Holds after each deed, refused or not: the database has what the model has, and no more. */
  void check() {
    JsonNode database = read();
    assertThat(database.get("overlaps").asInt()).as("overlapping live reservations").isZero();
    assertThat(database.get("twiceOut").asInt()).as("vehicles with two customers").isZero();
    assertThat(rows(database).stream().map(ModelledDesk::inWords).toList())
        .containsExactlyInAnyOrderElementsOf(model.rentals.stream().map(Rental::toString).toList());
    for (JsonNode row : rows(database)) {
      assertThat(row.get("lines")).as("price lines of " + row).isEqualTo(row.get("total"));
      UUID id = UUID.fromString(row.get("id").asText());
      JsonNode before = stored.put(id, row);
      if (!row.equals(before)) {
        assertThat(row.get("version").asLong())
            .as("version")
            .isEqualTo(before == null ? 0 : before.get("version").asLong() + 1);
        assertMovedAlongAnArrow(before, row);
        JsonNode answer = counter.http.get("/reservations/" + id).json();
        assertPrice(answer.get("price"), answer.get("price").at("/total/amount").asText());
        answered.computeIfAbsent(id, it -> new ArrayList<>()).add(answer);
      }
    }
  }

  private static void assertMovedAlongAnArrow(JsonNode before, JsonNode after) {
    String to = after.get("status").asText();
    if (before == null) {
      assertThat(to).isEqualTo("PENDING");
      return;
    }
    String from = before.get("status").asText();
    assertThat(from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to))
        .as("%s → %s", from, to)
        .isTrue();
  }

  /**
   * At the end: the broker had each step of each reservation, once, in order and with the state
   * that was answered then; the last one is the state that is stored.
   */
  void checkWhatWasTold() {
    counter.service.awaitPublished();
    for (Rental rental : model.rentals) {
      List<JsonNode> events = counter.events.about(rental.id);
      assertThat(events.stream().map(ModelledDesk::told).toList()).isEqualTo(rental.told);
      assertThat(events.stream().map(it -> it.get("data")).toList())
          .isEqualTo(answered.get(rental.id));
      assertThat(events.getLast().get("data")).isEqualTo(counter.http.get(path(rental)).json());
    }
  }

  /** What became of the reservations, for the statistics. */
  Collection<String> outcomes() {
    return model.rentals.stream().map(it -> it.status).toList();
  }

  /** For who has to find out why it failed. */
  @Override
  public String toString() {
    return "at %s: %s".formatted(model.now, model.rentals);
  }

  /** Two changes never happen at the same moment, except where the moment is what matters. */
  private void tick() {
    if (!onTheMoment) {
      moveTo(model.now.plusSeconds(1));
    }
    onTheMoment = false;
  }

  private void moveTo(Instant moment) {
    model.now = moment;
    MovableClock.stopAt(moment);
  }

  private Span span(int start, int slots) {
    Instant slot =
        Instant.EPOCH.plus(
            SLOT.multipliedBy(Duration.between(Instant.EPOCH, model.now).dividedBy(SLOT) + start));
    return new Span(slot, slot.plus(SLOT.multipliedBy(slots)));
  }

  private Rental some(int which, boolean likely, Predicate<Rental> fitting) {
    List<Rental> fit = likely ? model.rentals.stream().filter(fitting).toList() : List.of();
    List<Rental> choice = fit.isEmpty() ? model.rentals : fit;
    return choice.get(which % choice.size());
  }

  private Answer post(String path, Object body) {
    return counter.http.post(path, body);
  }

  private static boolean expect(Answer answer, String refusal) {
    assertThat(answer.problem()).as(answer.toString()).isEqualTo(refusal);
    assertThat(answer.status() < 300).as(answer.toString()).isEqualTo(refusal.isEmpty());
    if (refusal.isEmpty() && answer.json().has("price")) {
      assertPrice(answer.json().get("price"), answer.json().at("/price/total/amount").asText());
    }
    return refusal.isEmpty();
  }

  private static void assertPrice(JsonNode price, Span span, int seats) {
    assertPrice(price, ReservationModel.total(span, seats).toString());
  }

  private static void assertPrice(JsonNode price, String total) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : price.get("lines")) {
      sum = sum.add(amount(line.get("amount")));
    }
    assertThat(sum).as(price.toString()).isEqualByComparingTo(total);
    assertThat(price.at("/total/amount").asText()).isEqualTo(total);
  }

  private static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.get("amount").asText());
  }

  private void handled(String type, Object data) {
    UUID event = Events.idOf(counter.events.publish(type, data));
    await(type)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                query("select count(*) from inbox where event_id = ?", event.toString())
                    .equals("1"));
  }

  private static JsonNode read() {
    try {
      return Calculations.JSON.readTree(query(STORED));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One value. After each deed a connection of its own would take longer than the deed. */
  private static String query(String sql, Object... parameters) {
    DataSource database =
        CDI.current().select(DataSource.class, NamedLiteral.of("motorpool")).get();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<JsonNode> rows(JsonNode database) {
    List<JsonNode> rows = new ArrayList<>();
    database.get("reservations").forEach(rows::add);
    return Collections.unmodifiableList(rows);
  }

  private static String inWords(JsonNode row) {
    return "%s of %s from %s to %s: %s, %s, fee %s, told [%s]"
        .formatted(
            row.get("id").asText(),
            row.get("vehicle").asText(),
            row.get("startsAt").asText(),
            row.get("endsAt").asText(),
            row.get("status").asText(),
            row.get("total").asText(),
            row.get("fee").asText(),
            row.get("told").asText());
  }

  private static String told(JsonNode event) {
    return "%s %s %d"
        .formatted(
            event.get("type").asText(),
            event.at("/data/status").asText(),
            event.at("/data/version").asLong());
  }

  private static Map<String, Object> booking(Map<String, Object> what, Span span, int seats) {
    Map<String, Object> body = new HashMap<>(what);
    body.put("customerId", UUID.randomUUID());
    body.put("pickupBranchId", UUID.randomUUID());
    body.put("startsAt", span.startsAt());
    body.put("endsAt", span.endsAt());
    body.put("extras", extras(seats));
    return body;
  }

  private static Map<String, Object> quoteOf(Span span, int seats) {
    Map<String, Object> body = booking(Map.of("vehicleClass", "ECMR"), span, seats);
    body.remove("customerId");
    body.put("driverAge", 34);
    return body;
  }

  private static List<Map<String, Object>> extras(int seats) {
    return seats == 0 ? List.of() : List.of(Map.of("code", "CHILD_SEAT", "quantity", seats));
  }

  private static UUID id(Answer answer) {
    return UUID.fromString(answer.json().get("id").asText());
  }

  private static String path(Rental rental) {
    return "/reservations/" + rental.id;
  }
}
