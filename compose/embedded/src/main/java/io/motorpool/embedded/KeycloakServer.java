package io.motorpool.embedded;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real Keycloak of the test's own, as a process that listens on the loopback address. It runs in
 * a temporary folder from an unpacked distribution, which it does not change, reads a realm, and
 * forgets everything in the end.
 *
 * <p>It has the settings of {@code compose.yaml} as far as they do not concern its database: that
 * is in its memory.
 */
public final class KeycloakServer implements AutoCloseable {

  /** Its administrator. */
  public static final String ADMINISTRATOR = "admin";

  private static final Duration READY = Duration.ofMinutes(4);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(300);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int STOP_SECONDS = 15;

  // One more JVM beside many: a small heap, and a compiler that is quick rather than thorough.
  private static final String JVM_OPTIONS =
      "-Xmx384m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
          + " -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8";

  private final Path folder;
  private final int port = FreePorts.next();
  private final int managementPort = FreePorts.next();
  private final String password = UUID.randomUUID().toString();
  private final String imported;
  private final Process process;

  private KeycloakServer(Path distribution, Path realm) throws IOException {
    this.folder = Files.createTempDirectory("motorpool-keycloak");
    this.imported = nameOf(realm);
    prepare(distribution);
    Files.copy(
        realm, Files.createDirectories(folder.resolve("data/import")).resolve(realm.getFileName()));
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "keycloak-at-exit"));
  }

  /**
   * Launches one on free ports; what else is to be started need not wait for it.
   *
   * @param distribution the unpacked distribution
   * @param realm the file of the realm to import
   */
  public static KeycloakServer launch(Path distribution, Path realm) {
    try {
      return new KeycloakServer(distribution, realm);
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak does not start from " + distribution, e);
    }
  }

  private static String nameOf(Path realm) throws IOException {
    try {
      return JSONObjectUtils.getString(JSONObjectUtils.parse(Files.readString(realm)), "realm");
    } catch (ParseException e) {
      throw new IOException(realm + " is no realm", e);
    }
  }

  /** What it writes is its own, and what it only reads is the distribution's. */
  private void prepare(Path distribution) throws IOException {
    Path from = distribution.toRealPath();
    copy(from, "bin/kc.sh");
    copy(from, "lib/quarkus-run.jar");
    try (Stream<Path> built = Files.list(from.resolve("lib/quarkus"))) {
      for (Path file : built.toList()) {
        copy(from, from.relativize(file).toString());
      }
    }
    for (String read : List.of("lib/app", "lib/lib", "conf", "providers", "themes")) {
      Files.createSymbolicLink(folder.resolve(read), from.resolve(read));
    }
  }

  private void copy(Path distribution, String file) throws IOException {
    Path to = folder.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(distribution.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            folder.resolve("bin/kc.sh").toString(),
            "start",
            "--import-realm",
            "--db=dev-mem",
            // Else it would look for others of its kind in the network.
            "--cache=local",
            "--health-enabled=true",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + managementPort,
            "--hostname=" + uri());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(it -> it.matches("(KC|QUARKUS|JAVA|DEBUG)(_.*)?"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "JAVA_OPTS",
        "%s -Djava.io.tmpdir='%s'"
            .formatted(JVM_OPTIONS, Files.createDirectory(folder.resolve("tmp"))));
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private Path log() {
    return folder.resolve("output");
  }

  /**
   * Waits until it is ready, which takes about half a minute, and minutes on a busy machine. The
   * keys of the realm have been asked for then: a Keycloak that never was may take longer to tell
   * them than those wait who verify tokens.
   *
   * @throws UncheckedIOException with what it has said, if it does not get ready
   */
  public void awaitReady() {
    long end = System.nanoTime() + READY.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI health = URI.create("http://127.0.0.1:%d/health/ready".formatted(managementPort));
      while (!answers(client, health) || !answers(client, keys(imported))) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("Keycloak did not start: " + Files.readString(log()));
        }
        Thread.sleep(BETWEEN_QUESTIONS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(HttpClient client, URI address) throws InterruptedException {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(address).timeout(ANSWER).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      // Not listening yet, or not as quick as it will be.
      return false;
    }
  }

  /** Where people and their programs find it. */
  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /** What the tokens of a realm say about who issued them. */
  public URI issuer(String realm) {
    return URI.create("%s/realms/%s".formatted(uri(), realm));
  }

  /** Where the keys of a realm are, a JSON Web Key Set. */
  public URI keys(String realm) {
    return URI.create(issuer(realm) + "/protocol/openid-connect/certs");
  }

  /** The administrator's password, another one for each server. */
  public String administratorPassword() {
    return password;
  }

  /** Ends it and deletes what it has written. */
  @Override
  public synchronized void close() {
    ProcessTree all = ProcessTree.of(process);
    all.terminate();
    if (!all.end(STOP_SECONDS)) {
      all.kill(STOP_SECONDS);
    }
    TemporaryFolder.delete(folder);
  }
}
