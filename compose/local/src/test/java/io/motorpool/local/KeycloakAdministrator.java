package io.motorpool.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.embedded.KeycloakServer;
import io.motorpool.embedded.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.UUID;

/** Does what an operator does in Keycloak's console, over the same REST API. */
final class KeycloakAdministrator {

  private static final String REALM = "/admin/realms/motorpool";

  private final KeycloakServer keycloak;
  private final Api api;

  KeycloakAdministrator(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    // They are good for a minute, so each request has one of its own.
    this.api = new Api(keycloak.uri(), this::token);
  }

  /** A new token of the administrator, issued by the realm "master". */
  String token() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(keycloak.issuer("master") + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                        .formatted(KeycloakServer.ADMINISTRATOR, keycloak.administratorPassword())))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return Api.JSON.readTree(response.body()).required("access_token").asText();
    } catch (IOException e) {
      throw new IllegalStateException("The administrator cannot log in", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Enters somebody, who is a customer as everybody is, and has further roles. */
  KeycloakUser enter(String firstName, Role... roles) {
    String email = "%s@example.com".formatted(firstName.toLowerCase(Locale.ROOT));
    String password = UUID.randomUUID().toString();
    ObjectNode user =
        Api.JSON
            .createObjectNode()
            .put("username", email)
            .put("email", email)
            .put("firstName", firstName)
            .put("lastName", "Test")
            .put("enabled", true);
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
    change("POST", REALM + "/users", user);
    String id =
        api.get("%s/users?exact=true&email=%s".formatted(REALM, Api.query(email)))
            .path(0)
            .required("id")
            .asText();
    for (Role role : roles) {
      JsonNode known = api.get("%s/roles/%s".formatted(REALM, role.roleName()));
      change("POST", rolesOf(id), Api.JSON.createArrayNode().add(known));
    }
    return new KeycloakUser(id, email, password);
  }

  /** Takes all roles from somebody. */
  void takeRoles(KeycloakUser user) {
    change("DELETE", rolesOf(user.id()), api.get(rolesOf(user.id())));
  }

  private static String rolesOf(String id) {
    return "%s/users/%s/role-mappings/realm".formatted(REALM, id);
  }

  /** Lets the realm sign with a new key from now on; the old one goes on to be believed. */
  void changeKey() {
    ObjectNode provider =
        Api.JSON
            .createObjectNode()
            .put("name", "rsa-changed")
            .put("providerId", "rsa-generated")
            .put("providerType", "org.keycloak.keys.KeyProvider")
            .put("parentId", api.get(REALM).required("id").asText());
    ObjectNode config = provider.putObject("config");
    config.putArray("priority").add("1000");
    config.putArray("algorithm").add("RS256");
    change("POST", REALM + "/components", provider);
  }

  private void change(String method, String path, JsonNode body) {
    Api.Answer answer = api.send(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(answer.describe() + " " + answer.body());
    }
  }
}
