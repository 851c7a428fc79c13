package io.motorpool.notification.socket;

import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.FreePorts;
import io.motorpool.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Another replica of the service under test, in a process of its own: same database, same queue.
 */
public final class SecondReplica implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What the settings of a service under test begin with. */
  private static final List<String> SETTINGS = List.of("motorpool.", "javax.sql.", "mp.messaging.");

  private final Process process;
  private final int port;

  private SecondReplica(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one with the configuration of the service in this JVM, and waits until it is ready. */
  public static SecondReplica start(Path log) {
    int port = FreePorts.next();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx112m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (SETTINGS.stream().anyMatch(name.toString()::startsWith)) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(
        List.of(
            "-Dserver.port=" + port,
            "-cp",
            System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
            "io.helidon.Main"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      SecondReplica replica = new SecondReplica(process, port);
      await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      String health =
          HTTP.send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return health.contains("CONNECTED");
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The second replica has ended: " + process.exitValue());
      }
      return false;
    }
  }

  /** Its REST interface. */
  public Http http() {
    return new Http(URI.create("http://127.0.0.1:" + port));
  }

  /** An address of this replica. */
  URI address(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
