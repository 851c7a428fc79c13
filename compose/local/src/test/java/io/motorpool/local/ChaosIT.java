package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.embedded.RabbitMqServer;
import io.motorpool.liquibase.Database;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost and nothing happens twice, whatever breaks: while clients book, rent, pay and
 * cancel through the gateway, processes are killed, frozen and replaced, the broker and the
 * database server stop and die, lines are cut and fall silent, queues are deleted and poisoned, and
 * a database is brought back from a backup. Then everything is let come to rest, and the books must
 * agree.
 *
 * <p>{@code -Dchaos.minutes=10} goes on for so long instead of breaking each thing once, and {@code
 * -Dchaos.seed=7} chooses other faults and other bookings; what happens when is still up to the
 * machine.
 */
class ChaosIT {

  private static final int CLIENTS = 4;
  private static final Duration SETTLED = Duration.ofSeconds(180);

  private final long seed = Long.getLong("chaos.seed", 20_261_124L);
  private final Duration duration = Duration.ofMinutes(Long.getLong("chaos.minutes", 0));
  private final Random random = new Random(seed);
  private final long begun = System.nanoTime();

  private interface Fault {
    void happen() throws Exception;
  }

  @Test
  void theBooksAgreeWhateverBreaks() throws Exception {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    say("seed %d", seed);
    Path home = Path.of("").toAbsolutePath().getParent().getParent();
    Path folder = Path.of("target", "chaos-" + seed + "-" + System.currentTimeMillis());
    HttpClient http = HttpClient.newHttpClient();
    List<ChaosClient> clients = new ArrayList<>();
    List<ChaosFollower> followers = new ArrayList<>();
    try (ChaosCluster cluster = new ChaosCluster(home, folder.toAbsolutePath())) {
      say("all parts are ready");
      clients.addAll(clients(cluster, http));
      List<Thread> threads = new ArrayList<>();
      for (ChaosClient client : clients) {
        ChaosFollower follower =
            new ChaosFollower(http, cluster.gateway(), cluster.manager(), client.customer());
        followers.add(follower);
        Thread.ofVirtual().start(follower);
        threads.add(Thread.ofVirtual().start(client));
      }

      breakThings(cluster);

      clients.forEach(ChaosClient::stop);
      for (Thread thread : threads) {
        assertThat(thread.join(SETTLED)).as("every client got its answer").isTrue();
      }
      clients.forEach(client -> say("%s", client));
      compare(new ChaosLedger(cluster.databases()), clients, followers);
      say("the books agree");
    } finally {
      clients.forEach(ChaosClient::stop);
      followers.forEach(ChaosFollower::stop);
      http.shutdownNow();
    }
  }

  private void compare(
      ChaosLedger ledger, List<ChaosClient> clients, List<ChaosFollower> followers) {
    ChaosPromises promises = ChaosClient.promisesOf(clients);
    try {
      // For a while, as the books are not read all at one moment.
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(SETTLED)
          .pollInterval(Duration.ofSeconds(1))
          .until(ledger::isQuiet);
    } catch (ConditionTimeoutException e) {
      say("it does not come to rest; the books say where");
    }

    say("the books are compared: %s, %d messages parked", promises, ledger.poisonParked());
    assertThat(ledger.disagreements(promises)).isEmpty();
    assertThat(promises.reserved()).hasSizeGreaterThan(20);
    assertThat(promises.completed()).isNotEmpty();
    assertThat(ledger.poisonParked()).isPositive();
    for (int i = 0; i < CLIENTS; i++) {
      ChaosFollower follower = followers.get(i);
      long messages = ledger.messagesOf(clients.get(i).customer());
      Awaitility.await().atMost(SETTLED).until(() -> follower.sequences().size() >= messages);
      assertThat(follower.sequences())
          .isEqualTo(LongStream.rangeClosed(1, messages).boxed().toList());
    }
  }

  private void breakThings(ChaosCluster cluster) throws Exception {
    Map<String, Fault> faults = faults(cluster);
    List<String> round = new ArrayList<>(faults.keySet());
    do {
      Collections.shuffle(round, random);
      round.sort(Comparator.comparing(ChaosIT::hidesNothing));
      for (String name : round) {
        Thread.sleep(1_000 + random.nextInt(2_000));
        say("%s", name);
        faults.get(name).happen();
      }
    } while (System.nanoTime() - begun < duration.toNanos());
    Thread.sleep(2_000);
  }

  /**
   * A queue that is filled again gets back what was lost for another reason, too, and hides it: it
   * comes first, and the rest afterwards.
   */
  private static boolean hidesNothing(String fault) {
    return !fault.startsWith("delete") && !fault.startsWith("restore");
  }

  private Map<String, Fault> faults(ChaosCluster cluster) {
    Map<String, Fault> faults = new TreeMap<>();
    faults.put("kill a service", () -> cluster.killAndStart(one(cluster)));
    faults.put("kill another service", () -> cluster.killAndStart(one(cluster)));
    faults.put("kill the gateway", () -> cluster.killAndStart("gateway"));
    faults.put("freeze a service", () -> cluster.freeze(one(cluster), some(2_000, 8_000)));
    faults.put("replace a service", () -> cluster.replace(one(cluster)));
    faults.put("stop the broker", () -> cluster.stopBroker(some(500, 3_000)));
    faults.put("kill the broker", () -> cluster.killBroker(some(500, 3_000)));
    faults.put("stop the database server", () -> cluster.stopDatabase(some(500, 3_000)));
    faults.put("kill the database server", () -> cluster.killDatabase(some(500, 3_000)));
    faults.put("reset the lines to the broker", () -> cluster.interruptLine(true));
    faults.put("reset the lines to the databases", () -> cluster.interruptLine(false));
    faults.put("cut the lines to the broker", () -> cluster.cutLine(true, some(1_000, 6_000)));
    faults.put("cut the lines to the databases", () -> cluster.cutLine(false, some(1_000, 6_000)));
    faults.put(
        "silence the lines to the broker", () -> cluster.silenceLine(true, some(1_000, 6_000)));
    faults.put(
        "silence the lines to the databases", () -> cluster.silenceLine(false, some(1_000, 6_000)));
    ChaosQueues queues = new ChaosQueues(cluster.broker(), random);
    faults.put("delete a queue", () -> say("  %s", queues.deleteOne()));
    faults.put("delete another queue", () -> say("  %s", queues.deleteOne()));
    faults.put("poison the queues", () -> queues.poison(20));
    faults.put(
        "restore the figures from a backup",
        () -> cluster.restore("analytics", Database.ANALYTICS, some(3_000, 10_000), queues));
    return faults;
  }

  private String one(ChaosCluster cluster) {
    List<String> services = cluster.services();
    String service = services.get(random.nextInt(services.size()));
    say("  %s", service);
    return service;
  }

  private Duration some(int leastMillis, int mostMillis) {
    return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
  }

  private List<ChaosClient> clients(ChaosCluster cluster, HttpClient http) {
    Api api = new Api(cluster.gateway(), cluster.manager());
    new Fleet(api).loadWhatIsMissing();
    Map<String, String> branchOf = new HashMap<>();
    for (JsonNode vehicle : api.get("/vehicles?limit=200").path("items")) {
      branchOf.put(vehicle.path("id").asText(), vehicle.path("branchId").asText());
    }
    List<ChaosClient> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String customer = SomeCustomer.registerAt(api);
      ChaosRequests requests = new ChaosRequests(http, cluster.gateway(), cluster.manager());
      clients.add(new ChaosClient(requests, seed + i, customer, branchOf));
    }
    return clients;
  }

  private void say(String what, Object... values) {
    System.out.printf(
        Locale.ROOT,
        "chaos %6.1f s  %s%n",
        (System.nanoTime() - begun) / 1e9,
        what.formatted(values));
  }
}
