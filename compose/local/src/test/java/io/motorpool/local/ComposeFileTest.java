package io.motorpool.local;

import static io.motorpool.local.ComposeFile.HOME;
import static io.motorpool.local.ComposeFile.list;
import static io.motorpool.local.ComposeFile.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseServer;
import io.motorpool.liquibase.Passwords;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can be said of compose.yaml without a Docker engine: that it fits itself and the programs.
 */
class ComposeFileTest {

  private static final Set<String> KEYS =
      Set.of("name", "services", "networks", "volumes", "configs");
  private static final Set<String> KEYS_OF_A_SERVICE =
      Set.of(
          "build",
          "cap_drop",
          "command",
          "configs",
          "depends_on",
          "environment",
          "healthcheck",
          "hostname",
          "image",
          "logging",
          "mem_limit",
          "networks",
          "ports",
          "read_only",
          "restart",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "tmpfs",
          "volumes");
  private static final Pattern DURATION = Pattern.compile("(\\d+(h|m|s|ms|us))+");
  private static final Pattern PORT = Pattern.compile("([\\d.]+):(\\d+):(\\d+)");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void hasNoKeyThatComposeWouldNotKnow() {
    assertThat(compose.content().keySet()).allMatch(it -> KEYS.contains(it) || it.startsWith("x-"));
    compose
        .services()
        .forEach(
            (name, service) -> assertThat(KEYS_OF_A_SERVICE).containsAll(map(service).keySet()));
  }

  @Test
  void runsEveryProgramOnceFromAnImageOfItsOwn() {
    Map<String, String> modules = new TreeMap<>(Map.of("migrate", "liquibase"));
    Part.services().forEach(it -> modules.put(it.label(), "services/" + it.label()));
    modules.put("gateway", "gateway");

    Set<String> expected = new TreeSet<>(modules.keySet());
    expected.addAll(List.of("postgres", "rabbitmq", "keycloak", "keycloak-postgres"));
    assertThat(compose.services().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    modules.forEach(
        (service, module) -> {
          Map<String, Object> build = map(compose.service(service).get("build"));
          Path context = HOME.resolve("compose").resolve((String) build.get("context"));
          assertThat(context.resolve((String) build.get("dockerfile"))).isRegularFile();
          assertThat(context.resolve(module).resolve("pom.xml")).isRegularFile();
          assertThat(map(build.get("args")))
              .isEqualTo(Map.of("PROGRAM", module.substring(module.lastIndexOf('/') + 1)));
        });
  }

  @Test
  void namesNothingThatIsNotThere() {
    Set<String> networks = new TreeSet<>();
    Set<String> volumes = new TreeSet<>();
    Set<String> configs = new TreeSet<>();
    for (String name : compose.services().keySet()) {
      Map<String, Object> service = compose.service(name);
      assertThat(compose.services().keySet()).containsAll(compose.conditions(name).keySet());
      networks.addAll(list(service.get("networks")));
      list(service.get("volumes")).forEach(it -> volumes.add(it.substring(0, it.indexOf(':'))));
      if (service.get("configs") instanceof List<?> used) {
        used.forEach(it -> configs.add((String) map(it).get("source")));
      }
    }

    assertThat(map(compose.content().get("networks")).keySet()).isEqualTo(networks);
    assertThat(map(compose.content().get("volumes")).keySet()).isEqualTo(volumes);
    assertThat(map(compose.content().get("configs")).keySet()).isEqualTo(configs);
  }

  @Test
  void migratesBeforeAServiceStartsAndOpensTheGatewayLast() {
    assertThat(compose.conditions("migrate")).isEqualTo(Map.of("postgres", "service_healthy"));
    assertThat(compose.service("migrate")).containsEntry("restart", "no");
    Map<String, String> services = new TreeMap<>();
    for (Part part : Part.services()) {
      services.put(part.label(), "service_healthy");
      assertThat(compose.conditions(part.label()))
          .containsEntry("migrate", "service_completed_successfully");
    }
    assertThat(compose.conditions("gateway")).isEqualTo(services);
  }

  @Test
  void checksTheHealthOfAllThatStay() {
    for (String name : compose.services().keySet()) {
      Map<String, Object> check = map(compose.service(name).get("healthcheck"));
      if (name.equals("migrate")) {
        assertThat(check).isEmpty();
        continue;
      }
      assertThat(list(check.get("test")).getFirst()).isIn("CMD", "CMD-SHELL");
      assertThat(list(check.get("test"))).hasSizeGreaterThan(1);
      assertThat(List.of("interval", "timeout", "start_period"))
          .allSatisfy(it -> assertThat((String) check.get(it)).matches(DURATION));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void setsNoVariableThatTheProgramDoesNotKnow(Part part) {
    Set<String> known =
        part == Part.GATEWAY ? variablesOfTheGateway() : variablesOfTheService(part.label());
    known.add("JAVA_TOOL_OPTIONS");

    assertThat(known).containsAll(compose.environment(part.label()).keySet());
  }

  static List<Part> programs() {
    return Part.programs();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void givesAServiceTheDatabaseAndTheRoleThatTheMigrationsMade(Database database) {
    Map<String, String> migrate = compose.environment("migrate");
    DatabaseServer server =
        new DatabaseServer(
            migrate.get("MOTORPOOL_DATABASE_ADMIN_URL"),
            migrate.get("MOTORPOOL_DATABASE_ADMIN_USER"),
            migrate.get("MOTORPOOL_DATABASE_ADMIN_PASSWORD"));
    Passwords passwords = Passwords.from(migrate, server);

    assertThat(compose.environment(database.service()))
        .containsEntry("MOTORPOOL_DATABASE_URL", server.urlOf(database))
        .containsEntry("MOTORPOOL_DATABASE_USER", database.user())
        .containsEntry("MOTORPOOL_DATABASE_PASSWORD", passwords.ofUser(database));
    assertThat(passwords.ofOwner(database)).isNotEqualTo(passwords.ofUser(database));
    assertThat(compose.reaches(database.service(), "postgres")).isTrue();
  }

  @Test
  void makesTheAdministratorThatTheMigrationsActAs() {
    Map<String, String> migrate = compose.environment("migrate");

    assertThat(migrate).containsEntry("MOTORPOOL_DATABASE_ADMIN_USER", "postgres");
    assertThat(compose.environment("postgres"))
        .containsEntry("POSTGRES_PASSWORD", migrate.get("MOTORPOOL_DATABASE_ADMIN_PASSWORD"));
    assertThat(compose.reaches("migrate", "postgres")).isTrue();
  }

  @Test
  void makesAUserOfTheBrokerForEachServiceWhichConnectsWithIt() throws IOException {
    JsonNode definitions = new ObjectMapper().readTree(compose.config("rabbitmq-definitions"));
    String virtualHost = definitions.at("/vhosts/0/name").asText();
    Map<String, String> passwords = new TreeMap<>();
    for (JsonNode user : definitions.get("users")) {
      passwords.put(user.get("name").asText(), user.get("password").asText());
      boolean administrator = user.get("name").asText().equals("admin");
      assertThat(user.get("tags").asText()).isEqualTo(administrator ? "administrator" : "");
    }

    assertThat(passwords.values()).doesNotHaveDuplicates();
    assertThat(passwords).hasSize(Part.services().size() + 1);
    for (Part part : Part.services()) {
      URI expected =
          URI.create(
              "amqp://%s:%s@rabbitmq:5672/%s"
                  .formatted(part.label(), passwords.get(part.label()), virtualHost));
      assertThat(compose.environment(part.label()))
          .containsEntry("MOTORPOOL_BROKER_URI", expected.toString())
          .containsEntry("MOTORPOOL_BROKER_PERMISSIONS", "own");
      assertThat(compose.reaches(part.label(), expected)).isTrue();
    }
  }

  @Test
  void laysTlsOverTheSameUsersDatabasesAndNames() {
    ComposeFile tls = ComposeFile.readTls();
    String authority = "/etc/motorpool/authority.pem";
    String parameters = "?sslmode=verify-full&sslrootcert=" + authority;

    assertThat(compose.requiredVariables()).containsAll(tls.requiredVariables());
    for (Part part : Part.services()) {
      Map<String, String> plain = compose.environment(part.label());
      assertThat(tls.environment(part.label()))
          .isEqualTo(
              Map.of(
                  "MOTORPOOL_BROKER_URI",
                  plain
                      .get("MOTORPOOL_BROKER_URI")
                      .replace("amqp://", "amqps://")
                      .replace(":5672/", ":5671/"),
                  "MOTORPOOL_BROKER_CERTIFICATE_AUTHORITY",
                  authority,
                  "MOTORPOOL_DATABASE_URL",
                  plain.get("MOTORPOOL_DATABASE_URL") + parameters));
      assertThat(list(tls.service(part.label()).get("volumes")))
          .containsExactly("./tls/authority.pem:" + authority + ":ro");
      assertThat(variablesOfTheService(part.label()))
          .containsAll(tls.environment(part.label()).keySet());
    }
    assertThat(tls.environment("migrate"))
        .isEqualTo(
            Map.of(
                "MOTORPOOL_DATABASE_ADMIN_URL",
                compose.environment("migrate").get("MOTORPOOL_DATABASE_ADMIN_URL") + parameters));
    assertThat(variablesOfTheGateway()).containsAll(tls.environment("gateway").keySet());
    Set<String> expected = new TreeSet<>(List.of("postgres", "rabbitmq", "migrate", "gateway"));
    Part.services().forEach(it -> expected.add(it.label()));
    assertThat(tls.services().keySet()).isEqualTo(expected);
  }

  @Test
  void pointsEveryUrlAtTheServiceAndThePortItNames() {
    List<String> callers = List.of("customer", "reservation", "gateway");
    for (String caller : callers) {
      compose
          .environment(caller)
          .forEach(
              (variable, value) -> {
                if (variable.endsWith("_URL") && value.startsWith("http:")) {
                  URI uri = URI.create(value);
                  assertThat(variable)
                      .isEqualTo("MOTORPOOL_%s_URL", uri.getHost().toUpperCase(Locale.ROOT));
                  assertThat(compose.environment(uri.getHost()))
                      .containsEntry("MOTORPOOL_PORT", Integer.toString(uri.getPort()));
                  assertThat(compose.reaches(caller, uri))
                      .as("%s reaches %s", caller, uri)
                      .isTrue();
                }
              });
    }
    assertThat(compose.environment("reservation"))
        .containsKeys("MOTORPOOL_CUSTOMER_URL", "MOTORPOOL_VEHICLE_URL");
    assertThat(compose.environment("analytics")).containsKey("MOTORPOOL_VEHICLE_URL");
    assertThat(compose.environment("customer"))
        .containsKeys(
            "MOTORPOOL_RESERVATION_URL", "MOTORPOOL_BILLING_URL", "MOTORPOOL_NOTIFICATION_URL");
    for (Part part : Part.services()) {
      assertThat(compose.environment("gateway")).containsKey("MOTORPOOL_" + part.name() + "_URL");
    }
  }

  @Test
  void letsTheSwaggerUiOfEveryServiceCallTheGateway() {
    Set<String> pages = new TreeSet<>();
    for (Part part : Part.services()) {
      for (String published : list(compose.service(part.label()).get("ports"))) {
        String port = published.split(":")[1];
        pages.add("http://localhost:" + port);
        pages.add("http://127.0.0.1:" + port);
      }
    }

    assertThat(compose.environment("gateway").get("MOTORPOOL_ALLOWED_ORIGINS").split("[, ]+"))
        .containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void letsTheGatewayReachTheServicesOnly() {
    assertThat(compose.reaches("gateway", "postgres")).isFalse();
    assertThat(compose.reaches("gateway", "rabbitmq")).isFalse();
  }

  @Test
  void publishesPortsOnThisMachineOnlyAndTheDatabaseNowhere() {
    Map<String, String> published = new TreeMap<>();
    for (String name : compose.services().keySet()) {
      for (String port : list(compose.service(name).get("ports"))) {
        assertThat(port).matches(PORT).startsWith("127.0.0.1:");
        published.put(name, port.substring("127.0.0.1:".length()));
      }
    }

    Map<String, String> expected =
        new TreeMap<>(Map.of("rabbitmq", "15672:15672", "keycloak", "8090:8080"));
    for (Part part : Part.programs()) {
      String port = Integer.toString(part.defaultPort());
      expected.put(part.label(), port + ":" + port);
      assertThat(compose.environment(part.label()))
          .containsEntry("MOTORPOOL_PORT", port)
          .containsEntry("MOTORPOOL_HOST", "0.0.0.0");
    }
    assertThat(published).isEqualTo(expected);
  }

  @Test
  void asksForNoVariableThatTheExampleDoesNotName() {
    Map<String, String> required = new TreeMap<>();
    Map<String, String> optional = new TreeMap<>();
    for (String line : ComposeFile.text("compose/.env.example").lines().toList()) {
      if (line.matches("#?MOTORPOOL_\\w+=.*")) {
        boolean isOptional = line.startsWith("#");
        String[] parts = line.substring(isOptional ? 1 : 0).split("=", 2);
        (isOptional ? optional : required).put(parts[0], parts[1]);
      }
    }

    assertThat(required.keySet()).isEqualTo(compose.requiredVariables());
    assertThat(required.values()).containsOnly("");
    assertThat(optional).isEqualTo(compose.defaults());
  }

  @Test
  void getsADifferentPasswordForEachVariableAndKeepsThem(@TempDir Path folder) throws Exception {
    for (String file : List.of("passwords", ".env.example")) {
      Files.copy(HOME.resolve("compose").resolve(file), folder.resolve(file));
    }
    Path env = folder.resolve(".env");
    Files.writeString(env, "MOTORPOOL_BILLING_BROKER_PASSWORD=chosen");

    makePasswords(folder);
    Map<String, String> first = properties(Files.readString(env));
    makePasswords(folder);

    assertThat(properties(Files.readString(env))).isEqualTo(first);
    assertThat(first.keySet()).isEqualTo(compose.requiredVariables());
    assertThat(first).containsEntry("MOTORPOOL_BILLING_BROKER_PASSWORD", "chosen");
    assertThat(first.values()).doesNotHaveDuplicates();
    assertThat(first.values()).allMatch(it -> it.equals("chosen") || it.matches("[0-9a-f]{48}"));
  }

  private static void makePasswords(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", folder.resolve("passwords").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void believesTheTokensOfTheRealmThatKeycloakReads() throws IOException {
    Map<String, Object> realmFile =
        map(map(compose.content().get("configs")).get("keycloak-realm"));
    JsonNode realm =
        new ObjectMapper()
            .readTree(HOME.resolve("compose").resolve((String) realmFile.get("file")).toFile());
    String path = "/realms/" + realm.get("realm").asText();

    for (Part part : Part.services()) {
      Map<String, String> environment = compose.environment(part.label());
      URI keys = URI.create(environment.get("MOTORPOOL_IDENTITY_KEYS"));
      assertThat(environment)
          .containsEntry(
              "MOTORPOOL_IDENTITY_ISSUER",
              compose.environment("keycloak").get("KC_HOSTNAME") + path);
      assertThat(keys.getPath()).isEqualTo(path + "/protocol/openid-connect/certs");
      assertThat(compose.reaches(part.label(), keys.getHost())).isTrue();
    }
    assertThat(realm.findValuesAsText("included.custom.audience"))
        .containsOnly(compose.environment("customer").get("MOTORPOOL_IDENTITY_AUDIENCE"));
    assertThat(realm.at("/roles/realm").findValuesAsText("name"))
        .containsAll(Stream.of(Role.values()).map(Role::roleName).toList());
    assertThat(realm.findValues("secret")).isEmpty();
    assertThat(realm.findValues("credentials")).isEmpty();
  }

  @Test
  void runsTheKeycloakThatIsTested() {
    assertThat(ComposeFile.text("pom.xml"))
        .contains(
            "<version.keycloak>%s</version.keycloak>"
                .formatted(
                    ((String) compose.service("keycloak").get("image"))
                        .replace("quay.io/keycloak/keycloak:", "")));
  }

  @Test
  void takesKeycloakForHealthyOnlyWhenAllItsChecksAreUp() throws Exception {
    AtomicInteger status = new AtomicInteger(503);
    HttpServer keycloak =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keycloak.createContext(
        "/health/ready",
        exchange -> {
          byte[] answer =
              """
              {"status": "DOWN", "checks": [{"name": "Graceful Shutdown", "status": "UP"}]}"""
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    keycloak.start();
    try {
      assertThat(checkHealthOfKeycloak(keycloak.getAddress().getPort())).isNotZero();
      status.set(200);
      assertThat(checkHealthOfKeycloak(keycloak.getAddress().getPort())).isZero();
    } finally {
      keycloak.stop(0);
    }
  }

  /** As Docker does it, at another port. */
  private int checkHealthOfKeycloak(int port) throws Exception {
    List<String> check = list(map(compose.service("keycloak").get("healthcheck")).get("test"));
    assertThat(check).hasSize(2).first().isEqualTo("CMD-SHELL");
    // The sh of Keycloak's image is a bash.
    return new ProcessBuilder("bash", "-c", check.get(1).replace("/9000", "/" + port))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /**
   * A service knows the keys its configuration has; MicroProfile Config says which variable sets
   * which.
   */
  private static Set<String> variablesOfTheService(String service) {
    Set<String> variables = new TreeSet<>();
    Stream.of("services/platform", "services/" + service)
        .map(ComposeFileTest::configuration)
        .flatMap(it -> it.keySet().stream())
        .filter(it -> it.startsWith("motorpool."))
        .map(it -> it.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
        .forEach(variables::add);
    return variables;
  }

  static Map<String, String> configuration(String module) {
    return properties(
        ComposeFile.text(module + "/src/main/resources/META-INF/microprofile-config.properties"));
  }

  /**
   * The gateway reads its variables in one place, where those of the services' URLs are composed;
   * those for TLS are named in another.
   */
  private static Set<String> variablesOfTheGateway() {
    Set<String> variables = new TreeSet<>();
    Pattern.compile("\"(MOTORPOOL_\\w+[^_\\W])\"")
        .matcher(
            ComposeFile.text("gateway/src/main/java/io/motorpool/gateway/Configuration.java")
                + ComposeFile.text(
                    "gateway/src/main/java/io/motorpool/gateway/ServerCertificate.java"))
        .results()
        .forEach(it -> variables.add(it.group(1)));
    assertThat(variables).contains("MOTORPOOL_HOST", "MOTORPOOL_PORT");
    Arrays.stream(Database.values())
        .forEach(it -> variables.add("MOTORPOOL_%s_URL".formatted(it.name())));
    return variables;
  }

  private static Map<String, String> properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sorted = new TreeMap<>();
    properties.forEach((key, value) -> sorted.put((String) key, (String) value));
    return sorted;
  }
}
