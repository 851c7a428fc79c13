package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The example of a client, as its README has it run: a process of its own, with what was packaged.
 */
final class ClientExample {

  private static final String LAST_LINE = "Everything was seen.";

  private final Path home;
  private final List<String> command;

  private ClientExample(Path home, List<String> command) {
    this.home = home;
    this.command = command;
  }

  /**
   * @param home the repository's root
   */
  static ClientExample java(Path home) {
    return new ClientExample(
        home,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            "clients/java/target/*" + File.pathSeparator + "clients/java/target/libs/*",
            "clients/java/example/RentAVehicle.java"));
  }

  /**
   * @param home the repository's root
   */
  static ClientExample typescript(Path home) {
    return new ClientExample(
        home, List.of("node", "clients/typescript/target/package/example/rent-a-vehicle.js"));
  }

  /** Runs it, and fails unless it saw everything. */
  void run(URI gateway, String token) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    builder.environment().put("MOTORPOOL_URL", gateway.toString());
    builder.environment().put("MOTORPOOL_TOKEN", token);
    Process example = builder.redirectErrorStream(true).start();
    String said = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(example.waitFor()).as(said).isZero();
    assertThat(said.lines()).as(said).endsWith(LAST_LINE);
  }
}
