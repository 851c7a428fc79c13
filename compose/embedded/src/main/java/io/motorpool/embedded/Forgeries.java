package io.motorpool.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that nobody is to believe, by what is wrong with them. */
public final class Forgeries {

  private static final Duration AGO = Duration.ofMinutes(5);

  private Forgeries() {}

  /** Tokens that would give their bearer these roles, if they were good. */
  public static Map<String, String> of(TestIssuer issuer, String subject, Role... roles) {
    JWTClaimsSet good = issuer.claims(subject, roles).build();
    RSAKey key = issuer.key();
    RSAKey other = newKey(key.getKeyID());
    JWSHeader header = header(JWSAlgorithm.RS256, key);
    Map<String, String> forgeries = new LinkedHashMap<>();
    forgeries.put("no token at all", "token");
    forgeries.put("an empty signature", unsigned(issuer.sign(good)));
    forgeries.put("alg=none", new PlainJWT(good).serialize());
    forgeries.put("signed with another key", TestIssuer.sign(good, header, other));
    forgeries.put(
        "signed with a key that the issuer does not have",
        TestIssuer.sign(good, header(JWSAlgorithm.RS256, newKey("unknown")), newKey("unknown")));
    forgeries.put(
        "another key brought along",
        TestIssuer.sign(
            good,
            new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(other.toPublicJWK()).build(),
            other));
    forgeries.put("HS256 with the public key", hmac(good, key));
    forgeries.put(
        "an algorithm that is not agreed on",
        TestIssuer.sign(good, header(JWSAlgorithm.RS512, key), key));
    forgeries.put("changed after it was signed", changed(issuer, good));
    forgeries.put(
        "for another purpose",
        TestIssuer.sign(
            good,
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            key));
    forgeries.put(
        "of another issuer",
        issuer.sign(new JWTClaimsSet.Builder(good).issuer("https://issuer.example").build()));
    forgeries.put(
        "for another audience",
        issuer.sign(new JWTClaimsSet.Builder(good).audience("another").build()));
    forgeries.put(
        "for no audience",
        issuer.sign(new JWTClaimsSet.Builder(good).audience((String) null).build()));
    forgeries.put(
        "expired",
        issuer.sign(
            new JWTClaimsSet.Builder(good)
                .expirationTime(Date.from(Instant.now().minus(AGO)))
                .build()));
    forgeries.put(
        "good for ever", issuer.sign(new JWTClaimsSet.Builder(good).expirationTime(null).build()));
    forgeries.put(
        "not good yet",
        issuer.sign(
            new JWTClaimsSet.Builder(good)
                .notBeforeTime(Date.from(Instant.now().plus(AGO)))
                .build()));
    forgeries.put("of nobody", issuer.sign(new JWTClaimsSet.Builder(good).subject(null).build()));
    return forgeries;
  }

  private static JWSHeader header(JWSAlgorithm algorithm, RSAKey key) {
    return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
  }

  private static String unsigned(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String changed(TestIssuer issuer, JWTClaimsSet good) {
    String[] honest = issuer.sign(good).split("\\.");
    String[] wanted =
        issuer.sign(new JWTClaimsSet.Builder(good).subject("somebody-else").build()).split("\\.");
    return String.join(".", honest[0], wanted[1], honest[2]);
  }

  private static String hmac(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token = new SignedJWT(header(JWSAlgorithm.HS256, key), claims);
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
