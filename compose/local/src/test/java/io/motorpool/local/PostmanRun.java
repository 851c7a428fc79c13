package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the rental of the Postman collection as the gateway serves it, with newman. */
final class PostmanRun {

  private static final Duration INSTALLED = Duration.ofMinutes(10);

  /**
   * More than the collection's own waits, which say what was waited for: two minutes, three times.
   */
  private static final Duration WALKED = Duration.ofMinutes(10);

  private final Path folder;
  private final URI gateway;
  private final String token;

  private PostmanRun(Path folder, URI gateway, String token) {
    this.folder = folder;
    this.gateway = gateway;
    this.token = token;
  }

  /**
   * One that is ready, with newman installed, where there is a {@link Node}.
   *
   * @param home the repository's root
   */
  static PostmanRun in(Path home, URI gateway, String token) throws Exception {
    Node.require("the Postman collection");
    Path folder = home.resolve("clients/postman/newman");
    run(INSTALLED, folder.resolve("install.sh").toString());
    return new PostmanRun(folder, gateway, token);
  }

  /** Fails if newman does, with all that it says. */
  void walk() throws Exception {
    Path files = Files.createTempDirectory("motorpool-postman");
    Path collection = fetch("collection", files);
    Path environment = fetch("environment", files);
    // The token goes by the environment: a command line is there for everybody to read.
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceFirst("(\"key\" : \"token\",\\s*\"value\" : )\"\"", "$1\"" + token + "\"")
            .replace("http://localhost:8080", gateway.toString()));
    try {
      String output =
          run(
              WALKED,
              folder.resolve("run.sh").toString(),
              collection.toString(),
              "--environment",
              environment.toString(),
              "--folder",
              "A rental",
              "--bail");
      assertThat(output).contains("answers 200", "/balance/amount is as expected");
    } finally {
      for (Path file : new Path[] {collection, environment, files}) {
        Files.delete(file);
      }
    }
  }

  /** What a command says; fails with all of it if the command does, or is not done in time. */
  private static String run(Duration limit, String... command) throws Exception {
    Path said = Files.createTempFile("motorpool-postman", ".said");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(limit);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String output = Files.readString(said, StandardCharsets.UTF_8);
      assertThat(ended && process.exitValue() == 0).as(output).isTrue();
      return output;
    } finally {
      Files.delete(said);
    }
  }

  private Path fetch(String name, Path files) throws Exception {
    Path file = files.resolve(name + ".json");
    URI address = gateway.resolve("/contracts/postman/" + name + ".json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofFile(file)))
          .matches(answer -> answer.statusCode() == 200);
    }
    return file;
  }
}
