package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens whose key a test may change, and which it may stop. */
final class TestIssuer implements AutoCloseable {

  static final String AUDIENCE = "motorpool";

  /** Making one takes a second. */
  private static final RSAKey FIRST_KEY = newKey();

  private static final String NAME = "https://issuer.example/motorpool";

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key = FIRST_KEY;

  TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2_048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return NAME;
  }

  String keys() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** How often the keys were fetched. */
  int fetches() {
    return fetches.get();
  }

  RSAKey key() {
    return key;
  }

  /** Signs with another key from now on, and forgets the one before. */
  void changeKey() {
    key = newKey();
  }

  /** What a token says that is good for an hour. */
  JWTClaimsSet.Builder claims(String role) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject("somebody")
        .claim("groups", List.of(role))
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  /** A good token. */
  String token(String role) {
    return sign(claims(role).build());
  }

  /** A token with the issuer's signature. */
  String sign(JWTClaimsSet claims) {
    try {
      return sign(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
