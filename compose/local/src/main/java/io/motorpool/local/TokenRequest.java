package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.embedded.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the issuer of a running platform for a token. */
final class TokenRequest {

  // Any client will do, but the endpoint wants to see one.
  private static final String CLIENT = "Basic bW90b3Jwb29sOm1vdG9ycG9vbA==";

  private TokenRequest() {}

  /**
   * Fetches a token.
   *
   * @throws LaunchException when no issuer answers
   */
  static String send(URI endpoint, Role role, String subject) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", CLIENT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&role=%s&subject=%s"
                        .formatted(role.roleName(), Api.query(subject))))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      JsonNode token = Api.JSON.readTree(response.body()).path("access_token");
      if (token.isTextual()) {
        return token.asText();
      }
      throw new LaunchException(
          "%s is no issuer of Motorpool: it answers %d".formatted(endpoint, response.statusCode()));
    } catch (IOException e) {
      throw new LaunchException(
          "Motorpool is not running: nothing answers at %s; start it with ./run"
              .formatted(endpoint),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("Interrupted", e);
    }
  }
}
