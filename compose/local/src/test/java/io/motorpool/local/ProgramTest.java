package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgramTest {

  @TempDir private Path folder;

  private Settings settings;

  @BeforeEach
  void chooseAPort() {
    settings = Settings.from(folder, Map.of(), List.of()).onFreePorts();
  }

  @Test
  void isReadyOnceItIsConnectedToTheBroker() throws Exception {
    assertThat(awaitReady(Map.of())).isPositive();
  }

  @Test
  void isNotReadyWhileALinkToTheBrokerDoesNotStand() {
    String port = Integer.toString(settings.port(Part.VEHICLE));

    assertThatThrownBy(() -> awaitReady(Map.of("STUB_FINDS_NO_BROKER_ON", port)))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "The broker connection of the vehicle does not come up: after 1 s consume is"
                + " CONNECTING, see "
                + settings.log(Part.VEHICLE));
  }

  private Duration awaitReady(Map<String, String> more) throws InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MOTORPOOL_PORT", Integer.toString(settings.port(Part.VEHICLE)));
    environment.put("STUB_STOPS", folder.resolve("stops").toString());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StubProgram.class.getName());
    Program program = Program.start(Part.VEHICLE, command, environment, settings.log(Part.VEHICLE));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return program.awaitReady(
          client, settings.uri(Part.VEHICLE).resolve("/health/ready"), Duration.ofSeconds(1));
    } finally {
      program.awaitEnd(Duration.ZERO);
    }
  }
}
