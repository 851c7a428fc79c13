package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks one rental through the running platform, from finding a vehicle to the settled invoice, and
 * shows what the customer is told on the way. The vehicle is of a class that has no grace for late
 * returns, and the rental is changed to end seconds later: so it is late without a long wait.
 *
 * <p>May be walked again and again on the same data: each time with a customer of its own, and a
 * vehicle and a period that are still free.
 */
final class Demo {

  /** On a slow machine the events of the history that was just loaded are told of first. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(120);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** Long enough to quote and book the vehicle before, on a machine that has other work. */
  private static final Duration UNTIL_START = Duration.ofSeconds(20);

  private static final Duration BOOKED = Duration.ofHours(1);

  /** Which the vehicle is changed to be rented for, so that it can be late while one watches. */
  private static final Duration RENTAL = Duration.ofSeconds(5);

  /** Long enough to change the rental, and to pick the vehicle up, before. */
  private static final Duration FROM_CHANGE_TO_END = Duration.ofSeconds(25);

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final int DRIVEN_KM = 214;

  private final Api api;
  private final PrintStream out;
  private final Path folder;
  private int step;

  /**
   * @param folder where what the customer keeps is written to
   */
  Demo(Api api, PrintStream out, Path folder) {
    this.api = api;
    this.out = out;
    this.folder = folder;
  }

  /**
   * Walks the rental.
   *
   * @throws LaunchException when a step fails, or what should follow from it is not seen in time
   */
  void walk() {
    String days = aroundToday();
    JsonNode before = summary(days);
    String customerId = createCustomer();
    Offer found = findOffer();
    WebSocketSubscriber subscriber = new WebSocketSubscriber(out);
    WebSocket socket = api.open("/topic/reservations/" + customerId, subscriber);
    say("Listening on the WebSocket /topic/reservations/%s", customerId);
    try {
      // Anew, however long it took to come here.
      Offer offer = found.startingAt(soon());
      JsonNode reservation = change(book(customerId, offer, subscriber), offer, subscriber);
      JsonNode vehicle = api.get("/vehicles/" + offer.vehicleId());
      int odometerKm = vehicle.path("odometerKm").asInt();
      pickUp(reservation, odometerKm, subscriber);
      showSchedule(offer, reservation);
      giveBack(reservation, offer, odometerKm + DRIVEN_KM, subscriber);
      settle(reservation, subscriber);
      showVehicle(offer, vehicle, odometerKm + DRIVEN_KM);
    } finally {
      socket.abort();
    }
    showFigures(days, before);
  }

  private static Instant soon() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(UNTIL_START);
  }

  private String createCustomer() {
    ObjectNode body = Api.JSON.createObjectNode();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    body.put("firstName", "Clara")
        .put("lastName", "Demo")
        .put("email", "clara.demo.%d@example.com".formatted(System.currentTimeMillis()))
        .put("dateOfBirth", today.minusYears(34).toString());
    body.putObject("drivingLicence")
        .put("number", "DEMO-%d".formatted(System.currentTimeMillis()))
        .put("country", "AT")
        .put("issuedOn", today.minusYears(10).toString())
        .put("expiresOn", today.plusYears(5).toString());
    JsonNode customer = api.post("/customers", body);
    String id = customer.path("id").asText();
    say("Customer %s %s is registered: %s", "Clara", "Demo", id);
    return id;
  }

  /**
   * The first vehicle that is free now, at a branch that is open, to be returned elsewhere if there
   * is another branch that is open.
   */
  private Offer findOffer() {
    Set<String> classes = new TreeSet<>();
    for (JsonNode vehicleClass : api.get("/vehicle-classes?limit=200").path("items")) {
      if (vehicleClass.path("lateReturnGraceMinutes").asInt(-1) == 0) {
        classes.add(vehicleClass.path("code").asText());
      }
    }
    if (classes.isEmpty()) {
      throw new LaunchException(
          "The demonstration needs a vehicle class whose lateReturnGraceMinutes are 0");
    }
    List<JsonNode> branches = new ArrayList<>();
    api.get("/branches?limit=200").path("items").forEach(branches::add);
    Instant startsAt = soon();
    for (boolean elsewhere : List.of(true, false)) {
      for (JsonNode from : branches) {
        for (JsonNode to : branches) {
          if ((from != to) == elsewhere) {
            Optional<Offer> offer = offer(classes, from, to, startsAt);
            if (offer.isPresent()) {
              say(
                  "/availability: class %s is free in %s from %s to %s",
                  offer.get().className(),
                  from.path("name").asText(),
                  offer.get().startsAt(),
                  offer.get().endsAt());
              return offer.get();
            }
          }
        }
      }
    }
    throw new LaunchException(
        "No vehicle of %s is free at a branch that is open; try again in a minute"
            .formatted(String.join(", ", classes)));
  }

  private Optional<Offer> offer(
      Set<String> classCodes, JsonNode from, JsonNode to, Instant startsAt) {
    JsonNode classes =
        api.get(
                "/availability?branchId=%s&%s"
                    .formatted(from.path("id").asText(), period(startsAt, startsAt.plus(BOOKED))))
            .path("items");
    for (JsonNode vehicleClass : classes) {
      if (classCodes.contains(vehicleClass.path("vehicleClass").asText())) {
        for (JsonNode vehicleId : vehicleClass.path("vehicleIds")) {
          if (Stream.of(BOOKED, RENTAL)
              .allMatch(time -> isAvailable(vehicleId.asText(), from, to, startsAt, time))) {
            return Optional.of(
                new Offer(
                    vehicleId.asText(), vehicleClass.path("name").asText(), from, to, startsAt));
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAvailable(
      String vehicleId, JsonNode from, JsonNode to, Instant startsAt, Duration time) {
    return api.get(
            "/vehicles/%s/availability?%s&pickupBranchId=%s&returnBranchId=%s"
                .formatted(
                    vehicleId,
                    period(startsAt, startsAt.plus(time)),
                    from.path("id").asText(),
                    to.path("id").asText()))
        .path("available")
        .asBoolean();
  }

  private static String period(Instant startsAt, Instant endsAt) {
    return "startsAt=%s&endsAt=%s"
        .formatted(Api.query(startsAt.toString()), Api.query(endsAt.toString()));
  }

  private JsonNode book(String customerId, Offer offer, WebSocketSubscriber subscriber) {
    ObjectNode wanted =
        Api.JSON
            .createObjectNode()
            .put("customerId", customerId)
            .put("vehicleId", offer.vehicleId())
            .put("pickupBranchId", offer.from().path("id").asText())
            .put("returnBranchId", offer.to().path("id").asText())
            .put("startsAt", offer.startsAt().toString())
            .put("endsAt", offer.endsAt().toString());
    wanted.set("extras", extras(1));
    JsonNode quote = api.post("/quotes", wanted);
    say("Quoted until %s: %s", quote.path("expiresAt").asText(), price(quote));
    JsonNode reservation =
        api.post(
            "/reservations",
            Api.JSON
                .createObjectNode()
                .put("customerId", customerId)
                .put("quoteId", quote.path("id").asText()));
    say(
        "Booked: reservation %s is %s at the price of the quote",
        reservation.path("id").asText(), reservation.path("status").asText());
    subscriber.await("reservation.created");
    subscriber.await("invoice.issued");
    subscriber.await("reservation.confirmed");
    return seen(
        "the reservation confirmed",
        () -> api.get("/reservations/" + reservation.path("id").asText()),
        it -> it.path("status").asText().equals("CONFIRMED"));
  }

  /** One more extra, and the vehicle back much earlier: first what it would cost, then for real. */
  private JsonNode change(JsonNode reservation, Offer offer, WebSocketSubscriber subscriber) {
    Instant endsAt = offer.startsAt().plus(RENTAL);
    Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(FROM_CHANGE_TO_END);
    ObjectNode wanted =
        Api.JSON
            .createObjectNode()
            .put("endsAt", (soon.isAfter(endsAt) ? soon : endsAt).toString());
    wanted.set("extras", extras(2));
    String path = "/reservations/" + reservation.path("id").asText();
    long version = reservation.path("version").asLong();
    JsonNode rehearsed = api.patch(path + "?dryRun=true", version, wanted);
    say(
        "A dry run: back at %s with one more extra would be %s, %s more",
        wanted.path("endsAt").asText(),
        money(rehearsed.at("/priceAfter/total")),
        money(rehearsed.path("difference")));
    if (!api.get(path).equals(reservation)) {
      throw new LaunchException("The dry run has changed the reservation");
    }
    JsonNode changed = api.patch(path, version, wanted);
    say("Changed for real: %s", price(changed.path("reservation")));
    subscriber.await("reservation.modified");
    return changed.path("reservation");
  }

  /** One each of the first extras that there are. */
  private ArrayNode extras(int atMost) {
    ArrayNode chosen = Api.JSON.createArrayNode();
    for (JsonNode extra : api.get("/extras?limit=" + atMost).path("items")) {
      chosen.addObject().put("code", extra.path("code").asText()).put("quantity", 1);
    }
    return chosen;
  }

  private void pickUp(JsonNode reservation, int odometerKm, WebSocketSubscriber subscriber) {
    ObjectNode body =
        Api.JSON.createObjectNode().put("odometerKm", odometerKm).put("fuelLevelPercent", 100);
    body.putObject("deposit")
        .put("method", "CARD")
        .put("reference", "DEMO")
        .set("amount", reservation.path("deposit"));
    JsonNode answer =
        api.post("/reservations/%s/pick-up".formatted(reservation.path("id").asText()), body);
    say(
        "Picked up at %,d km with a deposit of %s: the reservation is %s",
        odometerKm, money(reservation.path("deposit")), answer.path("status").asText());
    subscriber.await("reservation.started");
  }

  private void giveBack(
      JsonNode reservation, Offer offer, int odometerKm, WebSocketSubscriber subscriber) {
    Instant late = Instant.parse(reservation.path("endsAt").asText()).plus(LATE);
    say("The rental ends at %s; waiting until it is late", reservation.path("endsAt").asText());
    sleepUntil(late);
    JsonNode answer =
        api.post(
            "/reservations/%s/return".formatted(reservation.path("id").asText()),
            Api.JSON
                .createObjectNode()
                .put("odometerKm", odometerKm)
                .put("fuelLevelPercent", 80)
                .put("returnBranchId", offer.to().path("id").asText())
                .set("damage", damage(reservation)));
    say(
        "Returned late, with a scratch, in %s at %,d km: the reservation is %s",
        offer.to().path("name").asText(), odometerKm, answer.path("status").asText());
    subscriber.await("reservation.completed");
  }

  private static JsonNode damage(JsonNode reservation) {
    ArrayNode damage = Api.JSON.createArrayNode();
    damage
        .addObject()
        .put("description", "Scratch on the left rear door")
        .putObject("charge")
        .put("amount", "450.00")
        .put("currency", reservation.at("/deposit/currency").asText());
    return damage;
  }

  private void settle(JsonNode reservation, WebSocketSubscriber subscriber) {
    String ofReservation = "/invoices?reservationId=" + reservation.path("id").asText();
    JsonNode invoices =
        seen(
                "the settlement invoiced",
                () -> api.get(ofReservation),
                it -> settlement(it.path("items")).isPresent())
            .path("items");
    JsonNode settlement = settlement(invoices).orElseThrow();
    say("Settled: %s = %s", lines(settlement.path("lines")), money(settlement.path("total")));
    for (String type : List.of("LATE_RETURN", "DAMAGE")) {
      if (!settlement.path("lines").findValuesAsText("type").contains(type)) {
        throw new LaunchException("The settlement has no line for " + type);
      }
    }
    invoices.forEach(it -> pay(it.path("id").asText()));
    subscriber.await("invoice.paid");
    Path file = Path.of("invoice-" + settlement.path("number").asText() + ".pdf");
    api.download("/invoices/" + settlement.path("id").asText(), "application/pdf", folder, file);
    say("The invoice is in %s", folder.resolve(file));
  }

  private static Optional<JsonNode> settlement(JsonNode invoices) {
    return StreamSupport.stream(invoices.spliterator(), false)
        .filter(it -> it.path("kind").asText().equals("SETTLEMENT"))
        .findFirst();
  }

  private void pay(String id) {
    JsonNode invoice = api.get("/invoices/" + id);
    ObjectNode body = Api.JSON.createObjectNode().put("method", "CARD").put("reference", "DEMO");
    body.set("amount", invoice.path("balance"));
    api.post("/invoices/%s/payments".formatted(id), body);
    say(
        "Paid %s of invoice %s by card",
        money(invoice.path("balance")), invoice.path("number").asText());
    JsonNode paid = api.get("/invoices/" + id);
    if (!paid.path("status").asText().equals("PAID")) {
      throw new LaunchException(
          "The invoice is %s after its payment".formatted(paid.path("status").asText()));
    }
  }

  private void showVehicle(Offer offer, JsonNode before, int odometerKm) {
    JsonNode vehicle =
        seen(
            "the vehicle at the branch it was returned to",
            () -> api.get("/vehicles/" + offer.vehicleId()),
            it ->
                it.path("branchId").equals(offer.to().path("id"))
                    && it.path("odometerKm").asInt() == odometerKm);
    say(
        "The %s %s has moved from %s (%,d km) to %s (%,d km)",
        vehicle.path("make").asText(),
        vehicle.path("model").asText(),
        offer.from().path("name").asText(),
        before.path("odometerKm").asInt(),
        offer.to().path("name").asText(),
        vehicle.path("odometerKm").asInt());
  }

  private void showSchedule(Offer offer, JsonNode reservation) {
    String range =
        "from=%s&to=%s"
            .formatted(
                Api.query(offer.startsAt().minus(Duration.ofDays(1)).toString()),
                Api.query(offer.endsAt().plus(Duration.ofDays(1)).toString()));
    JsonNode entry =
        seen(
            "the reservation active in the vehicle's schedule",
            () ->
                entry(
                    api.get("/vehicles/%s/schedule?%s".formatted(offer.vehicleId(), range)),
                    reservation.path("id").asText()),
            it -> it.path("status").asText().equals("ACTIVE"));
    say(
        "The vehicle's schedule shows %s to %s as %s",
        entry.path("startsAt").asText(),
        entry.path("endsAt").asText(),
        entry.path("status").asText());
  }

  private static JsonNode entry(JsonNode schedule, String reservationId) {
    for (JsonNode entry : schedule.path("items")) {
      if (entry.path("reservationId").asText().equals(reservationId)) {
        return entry;
      }
    }
    return Api.JSON.createObjectNode();
  }

  private void showFigures(String days, JsonNode before) {
    JsonNode after =
        seen(
            "the rental in the figures",
            () -> summary(days),
            it ->
                count(it, "created") > count(before, "created")
                    && count(it, "confirmed") > count(before, "confirmed")
                    && count(it, "started") > count(before, "started")
                    && count(it, "completed") > count(before, "completed")
                    && paid(it).compareTo(paid(before)) > 0);
    say(
        "Today's figures: %d → %d reservations completed, %s → %s paid",
        count(before, "completed"),
        count(after, "completed"),
        money(before.path("revenue").path("paid")),
        money(after.path("revenue").path("paid")));
  }

  /** With tomorrow, for a walk that begins just before midnight. */
  private static String aroundToday() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return "from=%s&to=%s".formatted(today.minusDays(1), today.plusDays(2));
  }

  private JsonNode summary(String days) {
    return api.get("/analytics/summary?" + days);
  }

  private static long count(JsonNode summary, String what) {
    return summary.path("reservations").path(what).asLong();
  }

  private static BigDecimal paid(JsonNode summary) {
    return new BigDecimal(summary.path("revenue").path("paid").path("amount").asText("0"));
  }

  private static String price(JsonNode quote) {
    return lines(quote.at("/price/lines")) + " = " + money(quote.at("/price/total"));
  }

  private static String lines(JsonNode priceLines) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : priceLines) {
      lines.add(
          "%d × %s at %s"
              .formatted(
                  line.path("quantity").asInt(),
                  line.path("description").asText(),
                  money(line.path("unitPrice"))));
    }
    return String.join(" + ", lines);
  }

  private static String money(JsonNode money) {
    return money.path("amount").asText() + " " + money.path("currency").asText();
  }

  /** Looks until it is as expected: the services hear of each other's doings a moment later. */
  private static JsonNode seen(String what, Supplier<JsonNode> look, Predicate<JsonNode> expected) {
    Instant limit = Instant.now().plus(TIME_LIMIT);
    while (true) {
      JsonNode now = look.get();
      if (expected.test(now)) {
        return now;
      }
      if (Instant.now().isAfter(limit)) {
        throw new LaunchException(
            "After %d s there is still not %s: %s".formatted(TIME_LIMIT.toSeconds(), what, now));
      }
      sleep(BETWEEN_LOOKS);
    }
  }

  private static void sleepUntil(Instant time) {
    Duration left = Duration.between(Instant.now(), time);
    if (left.isPositive()) {
      sleep(left);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted", e);
    }
  }

  private void say(String format, Object... arguments) {
    synchronized (out) {
      step++;
      out.printf(Locale.ROOT, "%2d. %s%n", step, format.formatted(arguments));
    }
  }

  /** A vehicle that can be rented at one branch and returned at another. */
  private record Offer(
      String vehicleId, String className, JsonNode from, JsonNode to, Instant startsAt) {

    Instant endsAt() {
      return startsAt.plus(BOOKED);
    }

    Offer startingAt(Instant start) {
      return new Offer(vehicleId, className, from, to, start);
    }
  }
}
