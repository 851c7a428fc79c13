package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import io.motorpool.embedded.KeycloakServer;
import io.motorpool.embedded.Role;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * As in production: people log in to a real Keycloak with the realm of {@code compose.yaml}, and
 * what they then do goes through the gateway. Only what a booking needs is started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakBookingIT {

  private static final List<Part> NEEDED =
      List.of(Part.CUSTOMER, Part.VEHICLE, Part.RESERVATION, Part.BILLING, Part.GATEWAY);
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private KeycloakServer keycloak;
  private KeycloakAdministrator administrator;
  private Platform platform;

  @BeforeAll
  void start(@TempDir Path data) {
    keycloak =
        KeycloakServer.launch(
            Path.of(System.getProperty("keycloak.distribution")),
            ComposeFile.HOME.resolve("compose/keycloak/motorpool-realm.json"));
    administrator = new KeycloakAdministrator(keycloak);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    environment.put("MOTORPOOL_DATA", data.toString());
    environment.put("MOTORPOOL_IDENTITY_ISSUER", keycloak.issuer("motorpool").toString());
    environment.put("MOTORPOOL_IDENTITY_KEYS", keycloak.keys("motorpool").toString());
    platform =
        Platform.prepare(
            Settings.from(ComposeFile.HOME, environment, List.of()).onFreePorts(), System.out);
    // Services need no issuer to start.
    platform.startWith(NEEDED);
    keycloak.awaitReady();
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      platform.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void aCustomerWhoHasLoggedInBooksAVehicleAndTheDeskSeesIt() {
    KeycloakUser clara = administrator.enter("Clara");
    KeycloakUser anton = administrator.enter("Anton", Role.AGENT);
    KeycloakUser maria = administrator.enter("Maria", Role.MANAGER);
    String branch = OneVehicle.enterAt(gateway(deskToken(maria)));
    Api customer = gateway(customerToken(clara));

    assertThat(SomeCustomer.registerAt(customer)).isEqualTo(clara.id());
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(2));
    ObjectNode wish =
        Api.JSON
            .createObjectNode()
            .put("customerId", clara.id())
            .put("vehicleClass", OneVehicle.VEHICLE_CLASS)
            .put("pickupBranchId", branch)
            .put("startsAt", start.toString())
            .put("endsAt", start.plus(Duration.ofDays(3)).toString());
    JsonNode quote = customer.post("/quotes", wish);
    JsonNode booked =
        customer.post(
            "/reservations",
            Api.JSON
                .createObjectNode()
                .put("customerId", clara.id())
                .put("quoteId", quote.required("id").asText()));

    Api desk = gateway(deskToken(anton));
    String reservation = "/reservations/" + booked.required("id").asText();
    await()
        .atMost(SETTLED)
        .until(() -> desk.get(reservation).path("status").asText().equals("CONFIRMED"));
    assertThat(customer.get(reservation).path("vehicleClass").asText())
        .isEqualTo(OneVehicle.VEHICLE_CLASS);
    assertThat(customer.get("/invoices").path("items"))
        .extracting(it -> it.path("customerId").asText())
        .containsExactly(clara.id());
  }

  @Test
  void whatKeycloakDidNotIssueForMotorpoolIsRefused() {
    KeycloakUser bruno = administrator.enter("Bruno");
    KeycloakLogin.Tokens tokens = KeycloakLogin.forCustomers(keycloak).of(bruno);
    String own = "/reservations?customerId=" + bruno.id();
    assertThat(statusEverywhere(tokens.access(), own)).containsOnly(200);

    assertThat(statusEverywhere(administrator.token(), own)).as("another realm").containsOnly(401);
    assertThat(statusEverywhere(tokens.identity(), own)).as("another audience").containsOnly(401);

    administrator.takeRoles(bruno);
    assertThat(statusEverywhere(customerToken(bruno), own)).as("no role").containsOnly(403);
  }

  @Test
  void theRealmLetsNobodyInOnAShorterWay() {
    KeycloakUser dora = administrator.enter("Dora");

    assertThat(KeycloakLogin.forCustomers(keycloak).errorWithoutPkce())
        .isEqualTo("invalid_request");
    assertThat(KeycloakLogin.atTheDesk(keycloak).errorWithoutPkce()).isEqualTo("invalid_request");
    assertThat(KeycloakLogin.forCustomers(keycloak).errorOfPassword(dora))
        .isEqualTo("unauthorized_client");
    assertThat(KeycloakLogin.atTheDesk(keycloak).errorOfPassword(dora))
        .isEqualTo("unauthorized_client");
  }

  @Test
  void aKeyThatTheRealmChangesIsBelievedWithoutARestartAndSoAreTheTokensOfTheOldOne() {
    KeycloakUser emil = administrator.enter("Emil");
    String own = "/reservations?customerId=" + emil.id();
    String before = customerToken(emil);
    assertThat(statusEverywhere(before, own)).containsOnly(200);

    administrator.changeKey();
    String after = customerToken(emil);

    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    // A key that is not known is asked for, but only every few seconds whatever callers send.
    await().atMost(SETTLED).until(() -> statusEverywhere(after, own).equals(List.of(200, 200)));
    assertThat(statusEverywhere(before, own)).containsOnly(200);
  }

  private String customerToken(KeycloakUser user) {
    return KeycloakLogin.forCustomers(keycloak).of(user).access();
  }

  private String deskToken(KeycloakUser user) {
    return KeycloakLogin.atTheDesk(keycloak).of(user).access();
  }

  private Api gateway(String token) {
    return new Api(platform.uri(Part.GATEWAY), () -> token);
  }

  /** What the gateway answers, and the reservation service behind it. */
  private List<Integer> statusEverywhere(String token, String path) {
    return List.of(
        gateway(token).send("GET", path, null).status(),
        new Api(platform.uri(Part.RESERVATION), () -> token).send("GET", path, null).status());
  }

  private static String keyOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
