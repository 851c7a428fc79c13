package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.embedded.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One login as a browser does it for a client of the realm: the authorization code flow with PKCE
 * (RFC 6749, section 4.1, and RFC 7636), through Keycloak's own page.
 */
final class KeycloakLogin {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern FORM =
      Pattern.compile("<form id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  // By hand: Keycloak marks them as secure, and only browsers take localhost for that without TLS.
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String endpoints;
  private final String clientId;
  private final String redirectUri;
  private final String verifier = random();
  private final String state = random();

  private KeycloakLogin(KeycloakServer keycloak, String clientId, String redirectUri) {
    this.endpoints = keycloak.issuer("motorpool") + "/protocol/openid-connect/";
    this.clientId = clientId;
    this.redirectUri = redirectUri;
  }

  /** At the client for customers. */
  static KeycloakLogin forCustomers(KeycloakServer keycloak) {
    return new KeycloakLogin(keycloak, "motorpool-web", "http://localhost:3000/");
  }

  /** At the client for the desk. */
  static KeycloakLogin atTheDesk(KeycloakServer keycloak) {
    return new KeycloakLogin(keycloak, "motorpool-desk", "http://localhost:3001/");
  }

  /** Logs somebody in. */
  Tokens of(KeycloakUser user) {
    HttpResponse<String> page = askForCode(Map.of());
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).as(page.body()).isTrue();

    HttpResponse<String> loggedIn =
        post(
            form.group(1).replace("&amp;", "&"),
            Map.of("username", user.email(), "password", user.password()));
    assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(302);
    URI redirect = URI.create(loggedIn.headers().firstValue("Location").orElseThrow());
    assertThat(redirect).asString().startsWith(redirectUri + "?");
    assertThat(parameter(redirect, "state")).isEqualTo(state);

    HttpResponse<String> answer = redeem(parameter(redirect, "code"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode tokens = json(answer);
    return new Tokens(
        tokens.required("access_token").asText(), tokens.required("id_token").asText());
  }

  /** What the realm says to an attempt without proof that the code's buyer is its asker. */
  String errorWithoutPkce() {
    HttpResponse<String> answer =
        askForCode(Map.of("code_challenge", "", "code_challenge_method", ""));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return parameter(URI.create(answer.headers().firstValue("Location").orElseThrow()), "error");
  }

  /** What the realm says to a client that has asked for the password itself. */
  String errorOfPassword(KeycloakUser user) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("grant_type", "password");
    request.put("client_id", clientId);
    request.put("username", user.email());
    request.put("password", user.password());
    HttpResponse<String> answer = post(endpoints + "token", request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer).path("error").asText();
  }

  private HttpResponse<String> askForCode(Map<String, String> other) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", redirectUri);
    query.put("scope", "openid");
    query.put("state", state);
    query.put("code_challenge", sha256(verifier));
    query.put("code_challenge_method", "S256");
    query.putAll(other);
    query.values().removeIf(String::isEmpty);
    return send(HttpRequest.newBuilder(URI.create(endpoints + "auth?" + form(query))));
  }

  private HttpResponse<String> redeem(String code) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("grant_type", "authorization_code");
    request.put("client_id", clientId);
    request.put("redirect_uri", redirectUri);
    request.put("code", code);
    request.put("code_verifier", verifier);
    return post(endpoints + "token", request);
  }

  private HttpResponse<String> post(String uri, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      for (String cookie : response.headers().allValues("Set-Cookie")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String parameter(URI uri, String name) {
    for (String pair : uri.getQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("%s has no %s".formatted(uri, name));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + Api.query(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Api.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  private static String sha256(String text) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a login brings.
   *
   * @param access for the resources, Motorpool's
   * @param identity for the client, to know who has logged in
   */
  record Tokens(String access, String identity) {}
}
