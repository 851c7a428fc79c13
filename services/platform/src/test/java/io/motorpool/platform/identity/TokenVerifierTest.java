package io.motorpool.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.motorpool.embedded.Forgeries;
import io.motorpool.embedded.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenVerifierTest {

  /** Longer than the pause between two fetches of the keys. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestIssuer issuer = TestIssuer.start();
  private final TokenVerifier verifier =
      new TokenVerifier(issuer.issuer().toString(), issuer.keys(), TestIssuer.AUDIENCE);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void knowsWhoIsCallingAndUntilWhen() {
    Caller caller =
        verifier.verify(
            issuer.token(
                "anna", io.motorpool.embedded.Role.AGENT, io.motorpool.embedded.Role.OPERATOR));

    assertThat(caller.subject()).isEqualTo("anna");
    assertThat(caller.roles()).containsExactlyInAnyOrder(Role.AGENT, Role.OPERATOR);
    assertThat(caller.expiresAt()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
    assertThat(caller.toString()).doesNotContain("anna").doesNotContain(caller.token());
  }

  @Test
  void groupsThatAreNoRolesAreNone() {
    String token =
        issuer.sign(issuer.claims("anna").claim("groups", List.of("staff", "AGENT")).build());
    String without = issuer.sign(issuer.claims("anna").claim("groups", null).build());

    assertThat(verifier.verify(token).roles()).isEmpty();
    assertThat(verifier.verify(without).roles()).isEmpty();
  }

  @Test
  void takesTheOtherSignatureOfTheSameKeyAndOneOfSeveralAudiences() {
    String token =
        TestIssuer.sign(
            issuer.claims("anna").audience(List.of("account", TestIssuer.AUDIENCE)).build(),
            new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(issuer.key().getKeyID()).build(),
            issuer.key());

    assertThat(verifier.verify(token).subject()).isEqualTo("anna");
  }

  @TestFactory
  Stream<DynamicTest> believesNoForgery() {
    Map<String, String> forgeries =
        Forgeries.of(issuer, "anna", io.motorpool.embedded.Role.MANAGER);
    // The factory's issuer, and not the one of each dynamic test.
    verifier.verify(issuer.token("anna"));
    return forgeries.entrySet().stream()
        .map(
            forgery ->
                DynamicTest.dynamicTest(
                    forgery.getKey(),
                    () ->
                        assertThatExceptionOfType(Unauthorized.class)
                            .isThrownBy(() -> verifier.verify(forgery.getValue()))
                            .matches(Unauthorized::tokenSent)));
  }

  @Test
  void aTokenOfEndlessLengthIsNotLookedAt() {
    String endless = issuer.token("anna") + "A".repeat(10_000);

    assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> verifier.verify(endless));
    assertThat(issuer.asked()).isZero();
  }

  @Test
  void aNewKeyIsFoundAndTheOldOneForgotten() {
    String old = issuer.token("anna");
    verifier.verify(old);

    issuer.rotate();

    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(Unauthorized.class::isInstance)
        .until(() -> verifier.verify(issuer.token("anna")).subject(), "anna"::equals);
    assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> verifier.verify(old));
  }

  @Test
  void whileTheIssuerIsAwayTheKnownKeysDo() {
    String token = issuer.token("anna");
    verifier.verify(token);

    issuer.close();

    assertThat(verifier.verify(token).subject()).isEqualTo("anna");
    issuer.open();
  }

  @Test
  void startsWithoutTheIssuerAndFindsItLater() {
    String token = issuer.token("anna");
    issuer.close();
    assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verifier.verify(token));

    issuer.open();

    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(IssuerUnavailable.class::isInstance)
        .until(() -> verifier.verify(token).subject(), "anna"::equals);
  }

  @Test
  void anUnknownKeyIsNotTakenForAnIssuerThatIsAway() {
    String unknown =
        Forgeries.of(issuer, "anna").get("signed with a key that the issuer does not have");

    assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> verifier.verify(unknown));
  }

  @Test
  void unknownKeysDoNotFloodTheIssuer() {
    verifier.verify(issuer.token("anna"));
    String unknown =
        Forgeries.of(issuer, "anna").get("signed with a key that the issuer does not have");
    Instant begin = Instant.now();

    for (int i = 0; i < 200; i++) {
      assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> verifier.verify(unknown));
    }

    long seconds = Duration.between(begin, Instant.now()).toSeconds();
    assertThat(issuer.asked()).isLessThan((int) (5 + seconds));
  }
}
