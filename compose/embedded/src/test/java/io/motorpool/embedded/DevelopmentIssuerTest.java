package io.motorpool.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DevelopmentIssuerTest {

  private static DevelopmentIssuer issuer;

  @BeforeAll
  static void startIssuer() {
    issuer = DevelopmentIssuer.start();
  }

  @AfterAll
  static void stopIssuer() {
    issuer.close();
  }

  @ParameterizedTest
  @EnumSource
  void issuesATokenForEachRole(Role role) throws Exception {
    JWTClaimsSet claims = verified(issuer.token(role, "somebody"));
    assertThat(claims.getSubject()).isEqualTo("somebody");
    assertThat(claims.getStringListClaim("groups")).containsExactly(role.roleName());
    assertThat(claims.getAudience()).containsExactly("motorpool");
    assertThat(claims.getIssuer()).isEqualTo(issuer.issuer().toString());
    assertThat(Duration.between(Instant.now(), claims.getExpirationTime().toInstant()))
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource
  void issuesTheSameOverHttp(Role role) throws Exception {
    String body =
        post("grant_type=client_credentials&role=%s&subject=anna".formatted(role.roleName()));
    Matcher token = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(body);
    assertThat(token.find()).as(body).isTrue();
    JWTClaimsSet claims = verified(token.group(1));
    assertThat(claims.getSubject()).isEqualTo("anna");
    assertThat(claims.getStringListClaim("groups")).containsExactly(role.roleName());
    assertThat(claims.getAudience()).isEqualTo(List.of("motorpool"));
    assertThat(claims.getIssuer()).isEqualTo(issuer.issuer().toString());
  }

  @Test
  void aTokenIsStillGoodAfterARestart() throws Exception {
    try (DevelopmentIssuer first = DevelopmentIssuer.start()) {
      String token = first.token(Role.AGENT);
      first.close();
      try (DevelopmentIssuer second = DevelopmentIssuer.start(port(first))) {
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.verify(new RSASSAVerifier(keys(second).getKeys().getFirst().toRSAKey())))
            .isTrue();
        assertThat(second.issuer()).isEqualTo(first.issuer());
      }
    }
  }

  private static int port(DevelopmentIssuer running) {
    return running.issuer().getPort();
  }

  private static JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    JWKSet keys = keys(issuer);
    assertThat(
            jwt.verify(
                new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    return jwt.getJWTClaimsSet();
  }

  private static JWKSet keys(DevelopmentIssuer running) throws Exception {
    return JWKSet.load(running.keys().toURL());
  }

  private static String post(String form) throws Exception {
    URI endpoint = issuer.tokenEndpoint();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic ZGVtbzpkZW1v")
            .POST(BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    }
  }
}
