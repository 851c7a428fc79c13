package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as {@code ./run} starts it: the packaged program with the libraries that are packed
 * beside it, and not with those of the tests. Whatever is made for those who integrate with
 * Motorpool is tried on it, with the demonstration fleet, through the gateway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();

  @TempDir private static Path data;

  private final Settings settings = Settings.from(HOME, Map.of(), List.of()).onFreePorts();
  private final List<ProcessHandle> parts = new ArrayList<>();
  private Process platform;

  @BeforeAll
  void start() throws IOException {
    platform = run("start");
    List<String> said = readUntil(platform, "Ctrl-C stops everything.");
    assertThat(said).contains("Motorpool is ready: " + gateway());
    platform.descendants().forEach(parts::add);
    assertThat(parts).hasSizeGreaterThan(7);
  }

  @AfterAll
  void stopsAndLeavesNothingBehind() throws InterruptedException {
    platform.destroy();
    assertThat(platform.waitFor(60, TimeUnit.SECONDS)).as("stopped in time").isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(parts).noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void walksARental() throws Exception {
    Process demo = run("demo");
    assertThat(readUntil(demo, "Every step was seen.")).isNotEmpty();
    assertThat(demo.waitFor()).isZero();
  }

  @Test
  void javaExample() throws Exception {
    ClientExample.java(HOME).run(gateway(), token("agent"));
  }

  @Test
  void typescriptExample() throws Exception {
    Node.require("the TypeScript client");
    ClientExample.typescript(HOME).run(gateway(), token("agent"));
  }

  @Test
  void portal() throws Exception {
    try (Browser browser = Browser.open()) {
      new PortalVisit(browser, gateway(), token("agent")).walk();
    }
  }

  @Test
  void postmanCollection() throws Exception {
    PostmanRun.in(HOME, gateway(), token("agent")).walk();
  }

  private URI gateway() {
    return URI.create("http://localhost:" + settings.port(Part.GATEWAY));
  }

  /** What {@code ./run token} prints. */
  private String token(String role) throws Exception {
    Process token = run("token", role);
    String said = new String(token.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(token.waitFor()).as(said).isZero();
    return said.strip();
  }

  private Process run(String... command) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmotorpool.home=" + HOME,
                "-jar",
                System.getProperty("motorpool.launcher")));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    builder.environment().put("MOTORPOOL_DATA", data.toString());
    settings
        .ports()
        .forEach(
            (part, port) -> builder.environment().put(part.portVariable(), String.valueOf(port)));
    return builder.redirectErrorStream(true).start();
  }

  /** What the process has said up to a line; fails if it ends before. */
  private static List<String> readUntil(Process process, String last) throws IOException {
    List<String> said = new ArrayList<>();
    // Not closed: the process goes on, and would fail to write.
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = reader.readLine()) != null) {
      said.add(line);
      if (line.equals(last)) {
        return said;
      }
    }
    throw new AssertionError("It ended without '" + last + "': " + String.join("\n", said));
  }
}
