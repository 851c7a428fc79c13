package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.liquibase.DatabaseServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path HOME = Path.of("/somewhere/motorpool");

  @Test
  void everythingIsStartedHereUnlessToldOtherwise() {
    Settings settings = Settings.from(HOME, Map.of(), List.of());
    assertThat(settings.data()).isEqualTo(HOME.resolve(".motorpool"));
    assertThat(settings.port(Part.GATEWAY)).isEqualTo(8080);
    assertThat(settings.brokerUri(Part.BILLING))
        .isEqualTo(URI.create("amqp://motorpool:motorpool@127.0.0.1:18672/"));
    assertThat(settings.queueType()).isEqualTo("classic");
    assertThat(Part.values()).allMatch(settings::starts);
  }

  @Test
  void aGivenBrokerAndServerAreUsedInsteadOfOurs() {
    Settings settings =
        Settings.from(
            HOME,
            Map.of("MOTORPOOL_BROKER_URI", "amqp://guest:guest@rabbit:5672/other"),
            List.of(
                "--postgresql=jdbc:postgresql://db:5432/postgres",
                "--broker=amqp://guest:guest@rabbit:5672/motorpool"));
    assertThat(settings.brokerUri(Part.BILLING)).hasPath("/motorpool");
    assertThat(settings.queueType()).isEqualTo("quorum");
    assertThat(settings.postgresql()).hasValueSatisfying(it -> assertThat(it.isLocal()).isFalse());
    assertThat(settings.starts(Part.BROKER)).isFalse();
    assertThat(settings.starts(Part.POSTGRESQL)).isFalse();
  }

  @Test
  void aGivenIssuerIsBelievedInsteadOfOurs() {
    Map<String, String> environment =
        Map.of(
            "MOTORPOOL_IDENTITY_ISSUER", "https://issuer.example/motorpool",
            "MOTORPOOL_IDENTITY_KEYS", "https://issuer.example/motorpool/keys");
    Settings settings = Settings.from(HOME, environment, List.of());
    DatabaseServer server = new DatabaseServer("jdbc:postgresql://127.0.0.1:1/postgres", "a", "b");

    assertThat(settings.starts(Part.ISSUER)).isFalse();
    for (Part part : Part.programs()) {
      assertThat(new Programs(settings, server).environment(part))
          .containsAllEntriesOf(environment);
    }
  }

  @Test
  void aServiceMayHaveAUserOfItsOwnAtTheBroker() {
    Settings settings =
        Settings.from(
            HOME,
            Map.of(
                "MOTORPOOL_BROKER_URI", "amqp://guest:guest@rabbit:5672/",
                "MOTORPOOL_BILLING_BROKER_URI", "amqps://billing:secret@rabbit:5671/motorpool"),
            List.of());
    assertThat(settings.brokerUri(Part.BILLING)).hasUserInfo("billing:secret");
    assertThat(settings.brokerUri(Part.VEHICLE)).hasUserInfo("guest:guest");
  }

  @Test
  void theGatewayOfThisMachineSpeaksPlainHttpWhateverIsInherited() {
    Map<String, String> inherited =
        Map.of("MOTORPOOL_TLS_CERTIFICATE", "a", "MOTORPOOL_TLS_KEY", "b");
    Settings settings = Settings.from(HOME, inherited, List.of());
    DatabaseServer server = new DatabaseServer("jdbc:postgresql://127.0.0.1:1/postgres", "a", "b");

    assertThat(new Programs(settings, server).environment(Part.GATEWAY))
        .containsEntry("MOTORPOOL_TLS_CERTIFICATE", "")
        .containsEntry("MOTORPOOL_TLS_KEY", "");
  }

  @Test
  void aPortIsMovedByItsVariable() {
    Settings settings = Settings.from(HOME, Map.of("MOTORPOOL_VEHICLE_PORT", "9082"), List.of());
    assertThat(settings.port(Part.VEHICLE)).isEqualTo(9082);
  }

  @Test
  void valuesThatMakeNoSenseAreNamedWithTheirVariable() {
    assertRefused(Map.of("MOTORPOOL_GATEWAY_PORT", "http"), "MOTORPOOL_GATEWAY_PORT is 'http'");
    assertRefused(Map.of("MOTORPOOL_GATEWAY_PORT", "70000"), "MOTORPOOL_GATEWAY_PORT is '70000'");
    assertRefused(
        Map.of("MOTORPOOL_POSTGRESQL_URL", "db:5432"), "'db:5432' is not a PostgreSQL URL");
    assertRefused(Map.of("MOTORPOOL_BROKER_URI", "rabbit:5672"), "'rabbit:5672' is no broker");
    assertRefused(
        Map.of("MOTORPOOL_IDENTITY_ISSUER", "https://issuer.example"),
        "MOTORPOOL_IDENTITY_ISSUER and MOTORPOOL_IDENTITY_KEYS go together");
  }

  @Test
  void twoPartsCannotHaveOnePort() {
    Settings settings =
        Settings.from(
                HOME,
                Map.of("MOTORPOOL_VEHICLE_PORT", "39081", "MOTORPOOL_BILLING_PORT", "39081"),
                List.of())
            .onFreePorts();
    settings.ports().put(Part.BILLING, settings.port(Part.VEHICLE));
    assertThatThrownBy(() -> Ports.check(settings))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("vehicle and billing cannot both have port ");
  }

  @Test
  void aGivenBrokerThatDoesNotAnswerIsNamed() {
    assertThatThrownBy(() -> Ports.checkAnswer(URI.create("amqp://guest:guest@127.0.0.1:1/")))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("No broker answers at 127.0.0.1:1: ");
  }

  @Test
  void freePortsAreAllDifferent() {
    Settings settings = Settings.from(HOME, Map.of(), List.of()).onFreePorts();
    assertThat(new HashSet<>(settings.ports().values())).hasSize(Part.values().length);
  }

  private static void assertRefused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> Settings.from(HOME, environment, List.of()))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(message);
  }
}
