package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a real database server, broker and issuer, and stubs for the services. */
@Timeout(300)
class PlatformTest {

  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Nobody asks this one: the stubs believe everybody. */
  private static final Map<String, String> GIVEN_ISSUER =
      Map.of(
          "MOTORPOOL_IDENTITY_ISSUER", "https://issuer.example/motorpool",
          "MOTORPOOL_IDENTITY_KEYS", "https://issuer.example/motorpool");

  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private StubHome home;

  @BeforeEach
  void buildStubs() throws Exception {
    home = StubHome.in(folder.resolve("home"));
  }

  @Test
  void everyPartComesUpWithALineAndStopsTheGatewayFirst() throws Exception {
    Settings settings = home.settings(Map.of());
    List<ProcessHandle> children;
    try (Platform platform = Platform.start(settings, out)) {
      for (Part part : Part.values()) {
        assertThat(text()).containsPattern("(?m)^  %s +\\d+\\.\\d s  127".formatted(part.label()));
      }
      assertThat(platform.token(Role.AGENT, "anna")).isNotBlank();
      assertThatThrownBy(() -> Platform.start(settings, out))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith("Motorpool already runs on ");
      children = ProcessHandle.current().children().toList();
    }
    List<String> stops = Files.readAllLines(home.stops());
    assertThat(stops).hasSize(7);
    assertThat(stops.getFirst()).isEqualTo(Integer.toString(settings.port(Part.GATEWAY)));
    await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aGivenIssuerIsNotStartedAndKnownToOtherCommands() {
    Settings settings = home.settings(GIVEN_ISSUER);
    try (Platform platform = Platform.prepare(settings, out)) {
      platform.startWith(List.of(Part.CUSTOMER, Part.GATEWAY));

      assertThat(text())
          .containsPattern("(?m)^  customer ")
          .containsPattern("(?m)^  gateway ")
          .doesNotContainPattern("(?m)^  (issuer|vehicle) ");
      Main other = new Main(Map.of("MOTORPOOL_DATA", settings.data().toString()), out, out);
      assertThat(other.run(List.of("token", "agent"))).isEqualTo(1);
      assertThat(text()).contains("Tokens are issued by https://issuer.example/motorpool");
    }
  }

  @Test
  void aPartThatDiesIsNamedWithItsExitCodeAndItsLog() throws Exception {
    try (Platform platform = Platform.start(home.settings(Map.of()), out)) {
      askToDie(platform, Part.BILLING);
      assertThat(platform.awaitDeath())
          .isEqualTo(
              "The billing has ended with exit code 3, see "
                  + platform.settings().data().resolve("logs/billing.log"));
    }
  }

  @Test
  void aPartThatDoesNotComeUpIsNamedAndTheOthersAreStopped() {
    Settings before = home.settings(Map.of());
    Map<String, String> environment = new TreeMap<>(before.environment());
    environment.put("STUB_FAILS_ON", Integer.toString(before.port(Part.VEHICLE)));
    Settings settings =
        new Settings(
            before.home(),
            before.data(),
            before.ports(),
            before.postgresql(),
            before.broker(),
            before.queueType(),
            environment);
    assertThatThrownBy(() -> Platform.start(settings, out))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("The vehicle has ended with exit code 7, see ");
    await()
        .atMost(SOON)
        .until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aTakenPortIsToldBeforeAnythingIsStarted() throws Exception {
    Settings settings = home.settings(Map.of());
    try (ServerSocket taken = new ServerSocket(settings.port(Part.NOTIFICATION))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> Platform.start(settings, out))
          .isInstanceOf(LaunchException.class)
          .hasMessage(
              "Port %d of the notification is taken by another program: stop that one, or set"
                      .formatted(settings.port(Part.NOTIFICATION))
                  + " MOTORPOOL_NOTIFICATION_PORT to another port");
    }
    assertThat(settings.data().resolve("postgresql")).doesNotExist();
    assertThat(text()).isEmpty();
  }

  @Test
  void singlePartsEndAndStartAgain() throws Exception {
    try (Platform platform = Platform.start(home.settings(Map.of()), out)) {
      platform.end(Part.BROKER);
      platform.start(Part.BROKER);
      platform.kill(Part.CUSTOMER);
      platform.start(Part.CUSTOMER);
      platform.end(Part.CUSTOMER);
      platform.start(Part.CUSTOMER);
      askToDie(platform, Part.CUSTOMER);
      assertThat(platform.awaitDeath()).startsWith("The customer has ended with exit code 3");
    }
  }

  @Test
  void nothingOutlivesALauncherThatIsKilledAndTheNextOneStarts() throws Exception {
    // With a given issuer the launcher loads no fleet, which the stubs would end it over.
    Settings settings = home.settings(GIVEN_ISSUER);
    Process launcher = startLauncher(settings);
    Path announcement = settings.data().resolve("ports.properties");
    await().atMost(START).until(() -> Files.exists(announcement) || !launcher.isAlive());
    assertThat(launcher.isAlive()).isTrue();
    List<ProcessHandle> left = new ArrayList<>(launcher.descendants().toList());
    long postgres =
        Long.parseLong(
            Files.readAllLines(settings.data().resolve("postgresql/postmaster.pid")).getFirst());
    left.add(ProcessHandle.of(postgres).orElseThrow());
    assertThat(left).hasSizeGreaterThanOrEqualTo(9);

    launcher.destroyForcibly().waitFor();
    await().atMost(SOON).until(() -> left.stream().noneMatch(ProcessHandle::isAlive));

    try (Platform platform = Platform.start(settings, out)) {
      assertThat(platform.uri(Part.GATEWAY).getPort()).isEqualTo(settings.port(Part.GATEWAY));
    }
  }

  private static Process startLauncher(Settings settings) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmotorpool.home=" + settings.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start")
            .redirectErrorStream(true)
            .redirectOutput(settings.home().resolve("launcher.log").toFile());
    builder.environment().putAll(settings.environment());
    settings
        .ports()
        .forEach((part, port) -> builder.environment().put(part.portVariable(), port.toString()));
    return builder.start();
  }

  private static void askToDie(Platform platform, Part part) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client
          .sendAsync(
              HttpRequest.newBuilder(platform.uri(part).resolve("/die")).build(),
              BodyHandlers.discarding())
          .exceptionally(e -> null)
          .join();
    }
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
