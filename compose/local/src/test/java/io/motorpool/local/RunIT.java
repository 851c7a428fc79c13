package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as {@code ./run} starts it: the packaged program with the libraries that are packed
 * beside it, and not with those of the tests.
 */
class RunIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();

  @TempDir private Path data;

  @Test
  void startsWalksARentalAndLeavesNothingBehind() throws Exception {
    Settings free = Settings.from(HOME, Map.of(), List.of()).onFreePorts();
    Process platform = run(free, "start");
    List<ProcessHandle> parts = new ArrayList<>();
    try {
      List<String> said = readUntil(platform, "Ctrl-C stops everything.");
      assertThat(said)
          .anyMatch(
              line ->
                  line.equals("Motorpool is ready: http://localhost:" + free.port(Part.GATEWAY)));
      platform.descendants().forEach(parts::add);
      assertThat(parts).hasSizeGreaterThan(7);

      Process demo = run(free, "demo");
      assertThat(readUntil(demo, "Every step was seen.")).isNotEmpty();
      assertThat(demo.waitFor()).isZero();
    } finally {
      platform.destroy();
      assertThat(platform.waitFor(60, TimeUnit.SECONDS)).as("stopped in time").isTrue();
    }
    assertThat(parts).noneMatch(ProcessHandle::isAlive);
  }

  private Process run(Settings settings, String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dmotorpool.home=" + HOME,
            "-jar",
            launcher().toString(),
            command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MOTORPOOL_"));
    builder.environment().put("MOTORPOOL_DATA", data.toString());
    settings
        .ports()
        .forEach(
            (part, port) -> builder.environment().put(part.portVariable(), String.valueOf(port)));
    return builder.redirectErrorStream(true).start();
  }

  private static Path launcher() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target"))) {
      return jars.filter(jar -> jar.getFileName().toString().matches("motorpool-local-.*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
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
