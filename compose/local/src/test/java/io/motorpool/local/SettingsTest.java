package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(settings.brokerUri())
        .isEqualTo(URI.create("amqp://motorpool:motorpool@127.0.0.1:35672/"));
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
    assertThat(settings.brokerUri()).hasPath("/motorpool");
    assertThat(settings.queueType()).isEqualTo("quorum");
    assertThat(settings.postgresql()).hasValueSatisfying(it -> assertThat(it.isLocal()).isFalse());
    assertThat(settings.starts(Part.BROKER)).isFalse();
    assertThat(settings.starts(Part.POSTGRESQL)).isFalse();
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
