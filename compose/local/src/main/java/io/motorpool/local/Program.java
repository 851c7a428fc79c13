package io.motorpool.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One program that runs as a process of its own, and writes what it has to say into a log file. */
final class Program {

  private static final Duration READY_LIMIT = Duration.ofMinutes(3);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(150);

  private final Part part;
  private final Process process;
  private final Path log;
  private final Instant startedAt = Instant.now();

  private Program(Part part, Process process, Path log) {
    this.part = part;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program; the log of its last run is kept beside the new one.
   *
   * @param environment variables on top of those of this process
   */
  static Program start(Part part, List<String> command, Map<String, String> environment, Path log) {
    // A Ctrl-C reaches every process of the terminal at once; in which order they stop, and that
    // they do, is for the launcher to see to.
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", part.label()));
    shielded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(shielded)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.getParent());
      if (Files.exists(log)) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      return new Program(part, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("The %s did not start".formatted(part.label()), e);
    }
  }

  Part part() {
    return part;
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with this program once its process has ended, for whatever reason. */
  CompletableFuture<Program> onExit() {
    return process.onExit().thenApply(it -> this);
  }

  /** What is to be said of a program that has ended by itself. */
  String obituary() {
    return "The %s has ended with exit code %d, see %s"
        .formatted(part.label(), process.exitValue(), log);
  }

  /**
   * Waits until the program says that it is ready, and that it is connected to the broker: what is
   * published before a service has made its queue, that service never hears of.
   *
   * @param health the address that answers 200 once it is ready, and tells of the broker
   * @param brokerLimit how long the broker may take once the program answers requests
   * @return how long that took since its start
   * @throws LaunchException when the program ends, or is not ready or not connected in time
   */
  Duration awaitReady(HttpClient client, URI health, Duration brokerLimit)
      throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    Instant limit = startedAt.plus(READY_LIMIT);
    Instant upSince = null;
    while (Instant.now().isBefore(limit)) {
      if (!process.isAlive()) {
        throw new LaunchException(obituary());
      }
      Readiness readiness = ask(client, request);
      if (readiness.complete()) {
        return Duration.between(startedAt, Instant.now());
      }
      if (!readiness.up()) {
        upSince = null;
      } else if (upSince == null) {
        upSince = Instant.now();
      } else if (Instant.now().isAfter(upSince.plus(brokerLimit))) {
        throw new LaunchException(
            "The broker connection of the %s does not come up: after %d s %s, see %s"
                .formatted(
                    part.label(),
                    brokerLimit.toSeconds(),
                    String.join(" and ", readiness.missingLinks()),
                    log));
      }
      Thread.sleep(BETWEEN_QUESTIONS);
    }
    throw new LaunchException(
        "The %s is not ready after %d s, see %s"
            .formatted(part.label(), READY_LIMIT.toSeconds(), log));
  }

  private Readiness ask(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return Readiness.of(client.send(request, BodyHandlers.ofString()), part.brokerLinks());
    } catch (IOException e) {
      // Not listening yet.
      return Readiness.none();
    }
  }

  /** Asks the program to end. */
  void stop() {
    process.destroy();
  }

  /** Waits for the program's end, and makes an end of it when the time is over. */
  void awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
