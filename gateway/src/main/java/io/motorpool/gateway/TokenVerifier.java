package io.motorpool.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies tokens: signed by a key of the issuer, for us, not expired. The keys are fetched and
 * kept, fetched again before they are old, and at once when a token names one that is not known,
 * though not more often than every few seconds whatever callers send. While the issuer is away the
 * last known ones do.
 *
 * <p>What was found of a token is remembered for a minute, so that a caller's next request neither
 * costs a signature nor leaves the event loop.
 */
final class TokenVerifier implements AutoCloseable {

  /** Only what is signed with a key that nobody but the issuer has. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  /** What is signed for something else, a logout say, is no access token; no type at all is. */
  private static final Set<JOSEObjectType> TYPES =
      new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));

  private static final String ROLES = "groups";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration WAIT_FOR_ANOTHERS_FETCH = Duration.ofSeconds(5);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final Duration WITHOUT_ISSUER = Duration.ofHours(12);
  private static final int FETCH_MILLIS = 2_000;
  private static final int MOST_KEY_BYTES = 256 * 1024;
  private static final int CLOCKS_APART_SECONDS = 30;

  /** Longer ones are not worth the work of looking. */
  private static final int LONGEST = 8 * 1024;

  private static final int MOST_REMEMBERED = 2_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final JWKSource<SecurityContext> keys;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Caller> verified =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfter(Expiry.<String, Caller>creating((token, caller) -> memory(caller)))
          .build();
  private volatile boolean keysSeen;

  TokenVerifier(Vertx vertx, Issuer issuer) {
    this.vertx = vertx;
    this.keys =
        JWKSourceBuilder.<SecurityContext>create(
                issuer.keys(),
                new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MOST_KEY_BYTES))
            .cache(FRESH.toMillis(), WAIT_FOR_ANOTHERS_FETCH.toMillis())
            .refreshAheadCache(
                JWKSourceBuilder.DEFAULT_REFRESH_AHEAD_TIME,
                true,
                event -> keysSeen |= event instanceof CachingJWKSetSource.RefreshCompletedEvent<?>)
            .rateLimited(BETWEEN_FETCHES.toMillis())
            .outageTolerant(WITHOUT_ISSUER.toMillis())
            .build();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            issuer.audience(),
            new JWTClaimsSet.Builder().issuer(issuer.name()).build(),
            Set.of("sub", "exp", "iss", "aud"));
    claims.setMaxClockSkew(CLOCKS_APART_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
  }

  /**
   * Verifies a token.
   *
   * @return fails with {@link Refusal} if it is not to be believed, or if no keys are known and the
   *     issuer does not answer
   */
  Future<Caller> verify(String token) {
    if (token.length() > LONGEST) {
      return Future.failedFuture(new Refusal(Problem.TOKEN_NOT_BELIEVED));
    }
    Caller known = verified.getIfPresent(token);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    // The keys may have to be fetched, for which nobody else is to wait.
    return vertx
        .executeBlocking(() -> process(token), false)
        .onSuccess(caller -> verified.put(token, caller));
  }

  private Caller process(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      List<String> roles = claims.getStringListClaim(ROLES);
      return new Caller(
          claims.getSubject(),
          roles == null ? Set.of() : Set.copyOf(roles),
          claims.getExpirationTime().toInstant());
    } catch (KeySourceException e) {
      // With keys at hand it is the token that names one which the issuer does not have.
      throw new Refusal(keysSeen ? Problem.TOKEN_NOT_BELIEVED : Problem.ISSUER_UNAVAILABLE);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw new Refusal(Problem.TOKEN_NOT_BELIEVED);
    }
  }

  /** How long it may be remembered who sent a token: never beyond its end. */
  static Duration memory(Caller caller) {
    Duration left = Duration.between(Instant.now(), caller.expiresAt());
    return left.isNegative() ? Duration.ZERO : left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
  }

  /** Stops looking after the keys. */
  @Override
  public void close() {
    if (keys instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
