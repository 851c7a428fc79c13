package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.local.ChaosRequests.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One who books, cancels, rents and pays all the time, and keeps book of what the platform has
 * promised meanwhile.
 */
final class ChaosClient implements Runnable {

  private static final int DRIVEN_KM = 200;

  /** Leaves the two cores of a small machine the time to start what was killed. */
  private static final int PAUSE_MILLIS = 80;

  /** Every odometer shows more than at any pick-up or return before. */
  private static final AtomicInteger ODOMETER_KM = new AtomicInteger(200_000);

  private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(120);

  private final ChaosRequests requests;
  private final Random random;
  private final String customer;
  private final List<String> vehicles;
  private final Map<String, String> branchOf;
  private final List<String> booked = new ArrayList<>();
  private final ChaosPromises promises = new ChaosPromises();
  private volatile boolean stopping;
  private int refused;

  /**
   * @param seed chooses what is booked, and what becomes of it
   * @param branchOf where each vehicle is
   */
  ChaosClient(ChaosRequests requests, long seed, String customer, Map<String, String> branchOf) {
    this.requests = requests;
    this.random = new Random(seed);
    this.customer = customer;
    this.vehicles = branchOf.keySet().stream().sorted().toList();
    this.branchOf = branchOf;
  }

  void stop() {
    stopping = true;
  }

  String customer() {
    return customer;
  }

  /** What the platform has answered; to be read once the client has ended. */
  ChaosPromises promises() {
    return promises;
  }

  @Override
  public String toString() {
    return "%s, %d refused, %d requests repeated".formatted(promises, refused, requests.repeated());
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        step();
        Thread.sleep(PAUSE_MILLIS + random.nextInt(PAUSE_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      promises.broken(customer + " was surprised: " + e);
    }
  }

  private void step() throws InterruptedException {
    int dice = random.nextInt(20);
    if (booked.isEmpty() || dice < 10) {
      book();
    } else if (dice < 12) {
      race();
    } else if (dice < 16) {
      cancel(takeOne());
    } else {
      rent(takeOne());
    }
  }

  private String takeOne() {
    return booked.remove(random.nextInt(booked.size()));
  }

  private void book() throws InterruptedException {
    ObjectNode booking = booking();
    record(requests.post("/reservations", key(), booking));
  }

  /** The same vehicle at the same time twice at once: one of them gets it at the most. */
  private void race() throws InterruptedException {
    ObjectNode booking = booking();
    CompletableFuture<Answer> rival = simultaneously(key(), booking);
    Answer own = requests.post("/reservations", key(), booking);
    Answer other = rival.join();
    record(own);
    record(other);
    if (own.status() == 201 && other.status() == 201) {
      promises.broken("two have got the same vehicle at the same time: " + booking);
    }
  }

  private CompletableFuture<Answer> simultaneously(UUID key, JsonNode booking) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return requests.post("/reservations", key, booking);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private ObjectNode booking() {
    String vehicle = vehicles.get(random.nextInt(vehicles.size()));
    Instant start =
        LocalDate.now(ZoneOffset.UTC)
            .plusDays(10 + random.nextInt(250))
            .atTime(12, 0)
            .toInstant(ZoneOffset.UTC);
    return Api.JSON
        .createObjectNode()
        .put("customerId", customer)
        .put("vehicleId", vehicle)
        .put("pickupBranchId", branchOf.get(vehicle))
        .put("startsAt", start.toString())
        .put("endsAt", start.plus(Duration.ofDays(1 + random.nextInt(4))).toString());
  }

  private void record(Answer booking) {
    if (booking.status() == 201) {
      String id = booking.body().path("id").asText();
      promises.reserved(id, booking.body().at("/price/total/amount").asText());
      booked.add(id);
    } else {
      refused++;
    }
  }

  private void cancel(String reservation) throws InterruptedException {
    ObjectNode reason = Api.JSON.createObjectNode().put("reason", "Plans changed");
    act(reservation, "cancel", reason, "CANCELLED");
    promises.cancelled(reservation);
  }

  /** Once it is confirmed: pays a part, picks the vehicle up, pays the rest, brings it back. */
  private void rent(String reservation) throws InterruptedException {
    String invoice = confirmed(reservation);
    pay(invoice, balance(invoice).divide(BigDecimal.TWO, 2, RoundingMode.DOWN));
    int odometerKm = ODOMETER_KM.addAndGet(DRIVEN_KM);
    ObjectNode pickUp =
        Api.JSON.createObjectNode().put("odometerKm", odometerKm).put("fuelLevelPercent", 100);
    pickUp
        .putObject("deposit")
        .put("method", "CARD")
        .set("amount", requests.get("/reservations/" + reservation).path("deposit"));
    boolean handedOver = act(reservation, "pick-up", pickUp, "ACTIVE");
    pay(invoice, balance(invoice));
    if (handedOver) {
      ObjectNode giveBack =
          Api.JSON
              .createObjectNode()
              .put("odometerKm", odometerKm + DRIVEN_KM)
              .put("fuelLevelPercent", 100);
      act(reservation, "return", giveBack, "COMPLETED");
      promises.completed(reservation);
    }
  }

  /** The invoice of a reservation, as soon as it has confirmed it. */
  private String confirmed(String reservation) throws InterruptedException {
    long end = System.nanoTime() + CONFIRMED_WITHIN.toNanos();
    while (true) {
      JsonNode found = requests.get("/reservations/" + reservation);
      if (found.path("status").asText().equals("CONFIRMED")) {
        return found.path("invoiceId").asText();
      }
      if (!found.path("status").asText().equals("PENDING") || System.nanoTime() > end) {
        throw new AssertionError("It is not confirmed: " + found);
      }
      Thread.sleep(200);
    }
  }

  private BigDecimal balance(String invoice) throws InterruptedException {
    return new BigDecimal(requests.get("/invoices/" + invoice).at("/balance/amount").asText());
  }

  private void pay(String invoice, BigDecimal amount) throws InterruptedException {
    ObjectNode payment =
        Api.JSON.createObjectNode().put("method", "CARD").put("reference", "POS-1");
    payment.putObject("amount").put("amount", amount.toPlainString()).put("currency", "EUR");
    Answer answer = requests.post("/invoices/%s/payments".formatted(invoice), key(), payment);
    if (answer.status() != 201) {
      throw new AssertionError("Paying is answered " + answer);
    }
    promises.paid(invoice, amount);
  }

  /**
   * Takes a reservation one step on. Nobody else does, so a conflict with its state means that an
   * answer was lost that had said so before.
   *
   * @return false if another customer still has the vehicle, or has reserved it before
   */
  private boolean act(String reservation, String action, JsonNode body, String leadsTo)
      throws InterruptedException {
    Answer answer =
        requests.post("/reservations/%s/%s".formatted(reservation, action), key(), body);
    if (answer.isProblem("vehicle-still-out") || answer.isProblem("vehicle-promised")) {
      return false;
    }
    JsonNode now =
        answer.status() == 409 ? requests.get("/reservations/" + reservation) : answer.body();
    if (!now.path("status").asText().equals(leadsTo)) {
      throw new AssertionError("To %s is answered %s".formatted(action, answer));
    }
    return true;
  }

  private UUID key() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** The books of several clients in one. */
  static ChaosPromises promisesOf(List<ChaosClient> clients) {
    ChaosPromises all = new ChaosPromises();
    clients.forEach(client -> all.addAll(client.promises));
    return all;
  }
}
