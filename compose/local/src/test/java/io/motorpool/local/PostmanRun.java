package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the rental of the Postman collection as the gateway serves it, with newman. */
final class PostmanRun {

  private final Path folder;
  private final URI gateway;
  private final String token;

  private PostmanRun(Path folder, URI gateway, String token) {
    this.folder = folder;
    this.gateway = gateway;
    this.token = token;
  }

  /**
   * One that is ready, where there is a {@link Node}.
   *
   * @param home the repository's root
   */
  static PostmanRun in(Path home, URI gateway, String token) throws InterruptedException {
    Node.require("the Postman collection");
    return new PostmanRun(home.resolve("clients/postman/newman"), gateway, token);
  }

  /** Fails if newman does, with all that it says. */
  void walk() throws Exception {
    Path files = Files.createTempDirectory("motorpool-postman");
    Path collection = fetch("collection", files);
    Path environment = fetch("environment", files);
    Path said = files.resolve("said");
    // The token goes by the environment: a command line is there for everybody to read.
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceFirst("(\"key\" : \"token\",\\s*\"value\" : )\"\"", "$1\"" + token + "\"")
            .replace("http://localhost:8080", gateway.toString()));
    Process newman =
        new ProcessBuilder(
                folder.resolve("run.sh").toString(),
                collection.toString(),
                "--environment",
                environment.toString(),
                "--folder",
                "A rental",
                "--bail")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = newman.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      newman.destroyForcibly().waitFor();
    }
    String output = Files.readString(said, StandardCharsets.UTF_8);
    for (Path file : new Path[] {collection, environment, said, files}) {
      Files.delete(file);
    }
    assertThat(ended && newman.exitValue() == 0).as(output).isTrue();
    assertThat(output).contains("answers 200", "/balance/amount is as expected");
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
