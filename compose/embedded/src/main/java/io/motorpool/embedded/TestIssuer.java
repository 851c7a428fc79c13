package io.motorpool.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An issuer for tests: signs whatever it is asked to with a key that it has made itself, and shows
 * the key over HTTP. Its key can change, and it can be away.
 */
public final class TestIssuer implements AutoCloseable {

  /** The audience of every token. */
  public static final String AUDIENCE = DevelopmentIssuer.AUDIENCE;

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String HOST = "127.0.0.1";

  private final int port;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key = newKey();
  private HttpServer server;

  private TestIssuer(int port) {
    this.port = port;
    open();
  }

  /** Starts an issuer on a free port of the loopback address. */
  public static TestIssuer start() {
    return new TestIssuer(FreePorts.next());
  }

  /** What the tokens say about who issued them. */
  public URI issuer() {
    return URI.create("http://%s:%d/test".formatted(HOST, port));
  }

  /** Where the keys that verify the tokens are. */
  public URI keys() {
    return URI.create(issuer() + "/jwks");
  }

  /** How often the keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /** The present key, its private half included. */
  public RSAKey key() {
    return key;
  }

  /** Signs with another key from now on, and shows only that one. */
  public void rotate() {
    key = newKey();
  }

  /** Does not answer any more, until {@link #open}. */
  @Override
  public void close() {
    server.stop(0);
  }

  /** Answers again. */
  public void open() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/test/jwks", this::show);
    server.start();
  }

  private void show(HttpExchange exchange) throws IOException {
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    asked.incrementAndGet();
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
      exchange.sendResponseHeaders(200, keys.length);
      exchange.getResponseBody().write(keys);
    }
  }

  /** A good token for somebody with these roles, valid for an hour. */
  public String token(String subject, Role... roles) {
    return sign(claims(subject, roles).build());
  }

  /** What {@link #token} says, to be changed before it is signed. */
  public JWTClaimsSet.Builder claims(String subject, Role... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .audience(AUDIENCE)
        .subject(subject)
        .claim("groups", Stream.of(roles).map(Role::roleName).toList())
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plus(LIFETIME)));
  }

  /** Signs claims with the present key. */
  public String sign(JWTClaimsSet claims) {
    RSAKey signing = key;
    return sign(
        claims,
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signing.getKeyID()).build(),
        signing);
  }

  /** Signs claims with any key, under any header. */
  public static String sign(JWTClaimsSet claims, JWSHeader header, RSAKey signing) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(signing));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
