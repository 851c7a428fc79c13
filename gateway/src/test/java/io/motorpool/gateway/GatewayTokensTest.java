package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, by the contract and by the token. */
class GatewayTokensTest extends GatewayFixture {

  private static final String CONTRACT =
      """
      openapi: 3.0.3
      info: {title: Locked, version: '1'}
      paths:
        /open:
          get: {security: [], responses: {}}
        /unsaid:
          get: {responses: {}}
        /any:
          get: {security: [{openId: []}], responses: {}}
        /fleet:
          get:
            security: [{openId: [agent, manager]}]
            parameters: [{name: secret, in: query, schema: {type: string}}]
            responses: {}
          post: {security: [{openId: [manager]}], responses: {}}
      """;

  private final List<String> passed = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aServiceBehindTheContract() {
    routes.addAll(Contracts.routes("vehicle", CONTRACT.getBytes(UTF_8)));
    service(
        "vehicle",
        request -> {
          passed.add(String.valueOf(request.getHeader("Authorization")));
          request.response().end("done");
        });
  }

  @Test
  void letsInWhomTheContractLetsIn() throws Exception {
    start();
    Map<String, String> roles = new TreeMap<>();
    for (String role : List.of("customer", "agent", "manager")) {
      roles.put(role, issuer.token(role));
    }
    roles.put("nobody", null);

    assertThat(statuses("GET", "/open", roles))
        .isEqualTo("agent 200 customer 200 manager 200 nobody 200");
    assertThat(statuses("GET", "/unsaid", roles))
        .isEqualTo("agent 200 customer 200 manager 200 nobody 200");
    assertThat(statuses("GET", "/any", roles))
        .isEqualTo("agent 200 customer 200 manager 200 nobody 401");
    assertThat(statuses("GET", "/fleet", roles))
        .isEqualTo("agent 200 customer 403 manager 200 nobody 401");
    assertThat(statuses("HEAD", "/fleet", roles))
        .isEqualTo("agent 200 customer 403 manager 200 nobody 401");
    assertThat(statuses("POST", "/fleet", roles))
        .isEqualTo("agent 403 customer 403 manager 200 nobody 401");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    start();

    HttpResponse<String> nobody = get("/fleet", null);
    assertProblem(nobody, 401, "unauthorized", "/fleet");
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    HttpResponse<String> other = get("/fleet", issuer.token("customer"));
    assertProblem(other, 403, "forbidden", "/fleet");
    assertThat(other.body()).contains("agent, manager");
    assertThat(passed).as("what a service has seen").isEmpty();
  }

  @Test
  void passesTheTokenOn() throws Exception {
    start();
    String token = issuer.token("agent");

    get("/fleet", token);
    get("/fleet", token);

    assertThat(passed).containsExactly("Bearer " + token, "Bearer " + token);
    assertThat(issuer.fetches()).as("the keys are kept").isEqualTo(1);
  }

  @Test
  void believesNoForgery() throws Exception {
    start();
    RSAKey key = issuer.key();
    JWTClaimsSet good = issuer.claims("manager").build();
    RSAKey foreign = TestIssuer.newKey();
    byte[] publicKey = key.toRSAPublicKey().getEncoded();
    String signed = issuer.sign(good);
    Map<String, String> forgeries = new TreeMap<>();
    forgeries.put("not signed", new PlainJWT(good).serialize());
    forgeries.put("without its signature", signed.substring(0, signed.lastIndexOf('.') + 1));
    forgeries.put("with another's signature", otherSignature(signed));
    forgeries.put(
        "by another key of the same name",
        TestIssuer.sign(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(foreign), good));
    forgeries.put(
        "by an unknown key",
        TestIssuer.sign(JWSAlgorithm.RS256, foreign.getKeyID(), new RSASSASigner(foreign), good));
    forgeries.put(
        "HS256 with the public key",
        TestIssuer.sign(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(publicKey), good));
    forgeries.put(
        "of another issuer", issuer.sign(issuer.claims("manager").issuer("https://evil").build()));
    forgeries.put("for others", issuer.sign(issuer.claims("manager").audience("shop").build()));
    forgeries.put(
        "for nobody", issuer.sign(issuer.claims("manager").audience((String) null).build()));
    forgeries.put("expired", issuer.sign(ending(Instant.now().minus(Duration.ofMinutes(2)))));
    forgeries.put("without an end", issuer.sign(ending(null)));
    forgeries.put("without a subject", issuer.sign(issuer.claims("manager").subject(null).build()));
    forgeries.put("not yet good", issuer.sign(later()));
    forgeries.put("no token at all", "manager");
    forgeries.put("empty", "");
    forgeries.put("two words", signed + " " + signed);

    for (Map.Entry<String, String> forgery : forgeries.entrySet()) {
      for (String path : List.of("/fleet", "/open")) {
        HttpResponse<String> answer = get(path, forgery.getValue());
        assertThat(answer.statusCode()).as(forgery.getKey()).isEqualTo(401);
        assertProblem(answer, 401, "unauthorized", path);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
            .hasValue("Bearer error=\"invalid_token\"");
      }
    }
    assertThat(
            raw(
                "GET /fleet HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                    .formatted(signed, signed)))
        .startsWith("HTTP/1.1 401 ");
    assertThat(passed).isEmpty();
    assertThat(get("/fleet", signed).statusCode()).isEqualTo(200);
  }

  @Test
  void remembersNoTokenBeyondItsEnd() {
    assertThat(memory(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(1));
    assertThat(memory(Duration.ofSeconds(20)))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    // Taken for a while, as clocks differ, but looked at each time.
    assertThat(memory(Duration.ofSeconds(-5))).isEqualTo(Duration.ZERO);
  }

  private static Duration memory(Duration left) {
    return TokenVerifier.memory(new Caller("somebody", Set.of(), Instant.now().plus(left)));
  }

  @Test
  void learnsTheKeyThatTheIssuerChangesTo() throws Exception {
    start();
    String before = issuer.token("agent");
    assertThat(get("/fleet", before).statusCode()).isEqualTo(200);

    issuer.changeKey();

    assertThat(get("/fleet", issuer.token("agent")).statusCode()).isEqualTo(200);
    int fetches = issuer.fetches();
    for (int i = 0; i < 50; i++) {
      get(
          "/fleet",
          TestIssuer.sign(
              JWSAlgorithm.RS256,
              "made-up-" + i,
              new RSASSASigner(issuer.key()),
              issuer.claims("agent").build()));
    }
    assertThat(issuer.fetches() - fetches).as("fetches for made-up keys").isLessThan(10);
  }

  @Test
  void servesOnWhileTheIssuerIsAway() throws Exception {
    String token = issuer.token("agent");
    settings.put("MOTORPOOL_IDENTITY_KEYS", closedPort() + "/keys");
    start();

    assertThat(get("/open", null).statusCode()).isEqualTo(200);
    assertThat(get("/fleet", null).statusCode()).isEqualTo(401);
    HttpResponse<String> answer = get("/fleet", token);
    assertProblem(answer, 503, "issuer-unavailable", "/fleet");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void keepsTheKeysWhileTheIssuerIsAway() throws Exception {
    start();
    get("/fleet", issuer.token("agent"));
    String other = issuer.sign(issuer.claims("agent").subject("other").build());

    issuer.close();

    assertThat(get("/fleet", other).statusCode()).isEqualTo(200);
  }

  @Test
  void limitsHowMuchACallerMayAsk() throws Exception {
    settings.put("MOTORPOOL_RATE_PER_CALLER", "1");
    start();
    String token = issuer.token("agent");

    assertThat(askTooMuch(() -> get("/fleet", token)).statusCode()).isEqualTo(429);

    assertThat(passed).as("what came through before").hasSizeGreaterThanOrEqualTo(10);
    HttpResponse<String> other =
        get("/fleet", issuer.sign(issuer.claims("agent").subject("other").build()));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("RateLimit-Remaining")).hasValue("9");
  }

  @Test
  void logsWhoAskedAndNoToken() throws Exception {
    try (LogLines log = new LogLines()) {
      start();
      String token = issuer.sign(issuer.claims("agent").subject("0193d5a4-0b1e").build());
      get("/fleet?secret=1", token);
      get("/fleet", issuer.sign(issuer.claims("agent").subject("anna@example.com\nx").build()));
      get("/open", null);
      gateway.close();
      gateway = null;

      assertThat(log.lines().toString()).doesNotContain(token, "secret", "anna", "Bearer");
      assertThat(log.lines())
          .anyMatch(it -> it.matches("\\S+ GET /fleet vehicle 200 \\d+ ms agent 0193d5a4-0b1e"))
          .anyMatch(it -> it.matches("\\S+ GET /fleet vehicle 200 \\d+ ms agent -"))
          .anyMatch(it -> it.matches("\\S+ GET /open vehicle 200 \\d+ ms - -"));
    }
  }

  private JWTClaimsSet ending(Instant end) {
    return issuer.claims("manager").expirationTime(end == null ? null : Date.from(end)).build();
  }

  private JWTClaimsSet later() {
    return issuer
        .claims("manager")
        .notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
        .build();
  }

  private String otherSignature(String token) {
    String other = issuer.sign(issuer.claims("customer").build());
    return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  private String statuses(String method, String path, Map<String, String> tokens) throws Exception {
    List<String> statuses = new ArrayList<>();
    for (Map.Entry<String, String> token : tokens.entrySet()) {
      HttpRequest.Builder request =
          request(path).method(method, HttpRequest.BodyPublishers.noBody());
      if (token.getValue() != null) {
        request.header("Authorization", "Bearer " + token.getValue());
      }
      statuses.add(token.getKey() + " " + send(request).statusCode());
    }
    return String.join(" ", statuses);
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = request(path);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
