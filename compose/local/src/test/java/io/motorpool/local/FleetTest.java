package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demonstration fleet, at a gateway that keeps what it gets and refuses duplicates. */
class FleetTest {

  private static final int VEHICLES = 40;
  private static final int RATES = 3;
  private static final int SEASONS = 2;
  private static final int ONE_WAY_FEES = 6;
  private static final int MAINTENANCE_WINDOWS = 2;
  private static final int ALL =
      3 + 6 + 4 + RATES + SEASONS + ONE_WAY_FEES + 30 + VEHICLES + MAINTENANCE_WINDOWS + 1;

  private final Map<String, Map<String, JsonNode>> kept = new TreeMap<>();
  private int requestsUntilItFails = Integer.MAX_VALUE;
  private HttpServer gateway;
  private Fleet fleet;

  @BeforeEach
  void startGateway() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::answer);
    gateway.start();
    fleet =
        new Fleet(
            new Api(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()), () -> "token"));
  }

  @AfterEach
  void stopGateway() {
    gateway.stop(0);
  }

  @Test
  void isLoadedOnce() {
    assertThat(fleet.loadWhatIsMissing()).isEqualTo(VEHICLES);
    String loaded = kept.toString();

    assertThat(fleet.loadWhatIsMissing()).isZero();
    assertThat(kept).hasToString(loaded);
    assertThat(count()).isEqualTo(ALL);
  }

  @Test
  void isCompletedWhereverAnEarlierStartWasCutShort() {
    // Everything is created by a request of its own, and six lists are asked for between them.
    for (int requests = 0; requests < ALL + 6; requests += 3) {
      kept.clear();
      requestsUntilItFails = requests;
      assertThatThrownBy(fleet::loadWhatIsMissing).isInstanceOf(LaunchException.class);

      requestsUntilItFails = Integer.MAX_VALUE;
      fleet.loadWhatIsMissing();

      assertThat(count()).as("after %d requests", requests).isEqualTo(ALL);
      assertThat(kept.get("/vehicles").values()).allMatch(it -> it.hasNonNull("branchId"));
    }
  }

  @Test
  void costsMoreInTheNextSummerAndNextYearAndOnTheWayToAnotherBranch() {
    fleet.loadWhatIsMissing();

    LocalDate today = LocalDate.now();
    assertThat(kept.get("/vehicle-classes/ECMR/rates").values())
        .extracting(it -> it.path("validFrom").asText())
        .containsExactly(today.getYear() + 1 + "-01-01");
    assertThat(kept.get("/seasons").values())
        .hasSize(SEASONS)
        .allSatisfy(
            season -> {
              LocalDate from = LocalDate.parse(season.path("from").asText());
              LocalDate until = LocalDate.parse(season.path("until").asText());
              assertThat(until).isAfter(from).isBetween(today, today.plusYears(1));
            })
        .extracting(it -> it.path("name").asText() + " " + it.path("factor").asText())
        .containsExactly("Winter 0.85", "Summer 1.25");
    Set<String> branches = new HashSet<>();
    kept.get("/branches").values().forEach(it -> branches.add(it.path("id").asText()));
    assertThat(kept.get("/one-way-fees").values())
        .hasSize(ONE_WAY_FEES)
        .allSatisfy(
            fee -> {
              assertThat(fee.path("fromBranchId").asText()).isIn(branches);
              assertThat(fee.path("toBranchId").asText())
                  .isIn(branches)
                  .isNotEqualTo(fee.path("fromBranchId").asText());
            });
  }

  @Test
  void isNotMixedWithTheVehiclesOfSomebodyElse() {
    keep("/vehicles", Api.JSON.createObjectNode().put("registrationNumber", "L-1X"));

    assertThat(fleet.loadWhatIsMissing()).isZero();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void hasVehiclesInTheWorkshopInTheNextDays() {
    fleet.loadWhatIsMissing();

    List<JsonNode> windows =
        kept.entrySet().stream()
            .filter(it -> it.getKey().endsWith("/maintenance-windows"))
            .flatMap(it -> it.getValue().values().stream())
            .toList();
    assertThat(windows).hasSize(2);
    for (JsonNode window : windows) {
      assertThat(Instant.parse(window.path("startsAt").asText())).isAfter(Instant.now());
      assertThat(Instant.parse(window.path("endsAt").asText()))
          .isAfter(Instant.parse(window.path("startsAt").asText()));
      assertThat(window.path("reason").asText()).isNotBlank();
    }
    assertThat(kept.get("/branches").values())
        .allMatch(it -> it.path("turnaroundMinutes").asInt() > 0);
  }

  @Test
  void hasBeenRentedOutWithoutTwoCustomersAtOnce() {
    fleet.loadWhatIsMissing();

    JsonNode rentals = kept.get("/reservations").get("all").path("rentals");
    assertThat(rentals).hasSizeBetween(200, 500);
    Map<String, Instant> freeAt = new HashMap<>();
    for (JsonNode rental : rentals) {
      Instant startsAt = Instant.parse(rental.path("startsAt").asText());
      Instant endsAt = Instant.parse(rental.path("endsAt").asText());
      assertThat(startsAt).isBefore(endsAt);
      assertThat(Instant.parse(rental.path("bookedAt").asText())).isBefore(startsAt);
      Instant free = freeAt.put(rental.path("vehicleId").asText(), endsAt);
      assertThat(free == null || free.isBefore(startsAt)).as("%s", rental).isTrue();
    }
    assertThat(rentals.findValuesAsText("reference")).doesNotHaveDuplicates();
    assertThat(rentals.findValuesAsText("outcome")).contains("COMPLETED", "CANCELLED", "NO_SHOW");
  }

  private int count() {
    return kept.values().stream().mapToInt(Map::size).sum();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ObjectNode answer = Api.JSON.createObjectNode();
    int status = 200;
    if (--requestsUntilItFails < 0) {
      status = 503;
    } else if (exchange.getRequestMethod().equals("GET")) {
      kept.getOrDefault(path, Map.of()).values().forEach(answer.putArray("items")::add);
    } else if (path.equals("/past-rentals")) {
      kept.put("/reservations", Map.of("all", Api.JSON.readTree(exchange.getRequestBody())));
    } else {
      status = keep(path, (ObjectNode) Api.JSON.readTree(exchange.getRequestBody())) ? 201 : 409;
    }
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private boolean keep(String path, ObjectNode body) {
    body.put("id", UUID.randomUUID().toString());
    String key =
        switch (path.replaceFirst("^/vehicle-classes/.*/rates$", "/rates")) {
          case "/vehicles" -> body.path("registrationNumber").asText();
          case "/customers" -> body.path("email").asText();
          case "/rates" -> body.path("validFrom").asText();
          case "/one-way-fees" -> body.path("fromBranchId") + " to " + body.path("toBranchId");
          // Nobody refuses a season that is like another one.
          case "/seasons" -> body.path("id").asText();
          default -> body.path("code").asText();
        };
    return kept.computeIfAbsent(path, it -> new LinkedHashMap<>()).putIfAbsent(key, body) == null;
  }
}
