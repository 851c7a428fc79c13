package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.embedded.RabbitMqServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every replica is replaced, one after the other, and nobody notices: clients that never repeat a
 * request get an answer to each.
 */
class RollingRestartIT {

  private static final int CLIENTS = 3;
  private static final int REQUESTS_AFTERWARDS = 25;

  /** Leaves the two cores of a small machine the time to start the new processes. */
  private static final Duration PACE = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Two cores that start processes beside their other work are slow to answer, which is refused
   * after a while; what is tried here is that nothing is lost.
   */
  private static final Map<String, String> UNHURRIED =
      Map.of(
          "CUSTOMER_MP_REST_READTIMEOUT", "5000",
          "VEHICLE_MP_REST_READTIMEOUT", "5000",
          "TIMEOUT_VALUE", "6000",
          "MOTORPOOL_ANSWER_SECONDS", "25",
          "MOTORPOOL_STOP_DRAIN", "PT5S");

  /** What a client may hear: done, or refused with a reason of the business. */
  private static final Set<Integer> ANSWERS = Set.of(200, 201, 409, 422);

  private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private volatile String phase = "before";
  private volatile boolean stopping;

  @Test
  void dropsNoRequest() throws Exception {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    Path home = Path.of("").toAbsolutePath().getParent().getParent();
    Path folder = Path.of("target", "rolling-restart-" + System.currentTimeMillis());
    List<Client> clients = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (ChaosCluster cluster = new ChaosCluster(home, folder.toAbsolutePath(), UNHURRIED)) {
      Api api = new Api(cluster.gateway(), cluster.manager());
      new Fleet(api).loadWhatIsMissing();
      List<JsonNode> vehicles = new ArrayList<>();
      api.get("/vehicles?limit=200").path("items").forEach(vehicles::add);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Client(i, new Api(cluster.gateway(), cluster.manager()), vehicles));
      }
      clients.forEach(client -> threads.add(Thread.ofVirtual().start(client)));
      awaitMore(clients);

      // Each service that has a second replica, and that one.
      List<String> replaced =
          cluster.services().stream()
              .filter(name -> cluster.services().contains(name + "-2") || name.endsWith("-2"))
              .toList();
      assertThat(replaced).hasSize(6);
      for (String name : replaced) {
        phase = "replacing " + name;
        cluster.replace(name);
      }
      phase = "after";
      awaitMore(clients);

      stopping = true;
      for (Thread thread : threads) {
        assertThat(thread.join(PATIENCE)).as("every client got its last answer").isTrue();
      }
      System.out.printf("rolling restart: answers by status %s%n", statuses);
      assertThat(dropped).isEmpty();
      assertThat(statuses.get(201).get()).as("bookings among them").isGreaterThan(CLIENTS * 10);
    } finally {
      stopping = true;
    }
  }

  private static void awaitMore(List<Client> clients) {
    for (Client client : clients) {
      int enough = client.requests.get() + REQUESTS_AFTERWARDS;
      await().atMost(PATIENCE).until(() -> client.requests.get() >= enough);
    }
  }

  /** Books and looks at what it has, through all replaced services, and repeats nothing. */
  private final class Client implements Runnable {

    private final Random random;
    private final Api api;
    private final List<JsonNode> vehicles;
    private final String customer;
    private final AtomicInteger requests = new AtomicInteger();
    private String lastBooked;

    private Client(int number, Api api, List<JsonNode> vehicles) {
      this.random = new Random(number);
      this.api = api;
      this.vehicles = vehicles;
      this.customer = SomeCustomer.registerAt(api);
    }

    @Override
    public void run() {
      try {
        while (!stopping) {
          book();
          send("GET", "/reservations?limit=10&customerId=" + customer, null);
          if (lastBooked != null) {
            send("GET", "/reservations/" + lastBooked, null);
          }
          send("GET", "/invoices?limit=10&customerId=" + customer, null);
          send("GET", "/notifications?limit=10&customerId=" + customer, null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void book() throws InterruptedException {
      JsonNode vehicle = vehicles.get(random.nextInt(vehicles.size()));
      Instant start =
          LocalDate.now(ZoneOffset.UTC)
              .plusDays(10 + random.nextInt(340))
              .atTime(12, 0)
              .toInstant(ZoneOffset.UTC);
      JsonNode booked =
          send(
              "POST",
              "/reservations",
              Api.JSON
                  .createObjectNode()
                  .put("customerId", customer)
                  .put("vehicleId", vehicle.path("id").asText())
                  .put("pickupBranchId", vehicle.path("branchId").asText())
                  .put("startsAt", start.toString())
                  .put("endsAt", start.plus(Duration.ofHours(4)).toString()));
      if (booked.hasNonNull("status") && booked.hasNonNull("vehicleId")) {
        lastBooked = booked.path("id").asText();
      }
    }

    private JsonNode send(String method, String path, JsonNode body) throws InterruptedException {
      Thread.sleep(PACE);
      try {
        Api.Answer answer = api.send(method, path, body);
        statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger()).incrementAndGet();
        if (!ANSWERS.contains(answer.status())) {
          drop(answer.describe());
        }
        return answer.json();
      } catch (LaunchException e) {
        drop(e.getMessage());
        return Api.JSON.missingNode();
      } finally {
        requests.incrementAndGet();
      }
    }

    private void drop(String what) {
      dropped.add("%s %s: %s".formatted(Instant.now(), phase, what));
    }
  }
}
