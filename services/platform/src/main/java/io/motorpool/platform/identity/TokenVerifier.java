package io.motorpool.platform.identity;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Verifies tokens as MicroProfile JWT has them: signed by a key of the issuer, meant for us, not
 * expired. The keys are fetched when the first token comes, kept, fetched again before they are
 * old, and at once when a token names one that is not known, though not more often than a few times
 * a minute whatever callers send. While the issuer is away the last known ones do.
 */
@ApplicationScoped
public class TokenVerifier {

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
  private static final int FETCH_MS = 2_000;
  private static final int MOST_KEY_BYTES = 256 * 1024;
  private static final int CLOCKS_APART_SECONDS = 30;

  /** Longer ones are not worth the work of looking. */
  private static final int LONGEST = 8 * 1024;

  private final DefaultJWTProcessor<SecurityContext> processor;
  private volatile boolean keysSeen;

  /** For the container, which makes the client proxy with it. */
  protected TokenVerifier() {
    this.processor = null;
  }

  /**
   * @param issuer what tokens say about who issued them
   * @param keys where the issuer's keys are, a JSON Web Key Set
   * @param audience whom tokens are meant for
   */
  @Inject
  public TokenVerifier(
      @ConfigProperty(name = "motorpool.identity.issuer") String issuer,
      @ConfigProperty(name = "motorpool.identity.keys") URI keys,
      @ConfigProperty(name = "motorpool.identity.audience") String audience) {
    processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(url(keys))));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp", "iss", "aud"));
    claims.setMaxClockSkew(CLOCKS_APART_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
  }

  private JWKSource<SecurityContext> source(URL keys) {
    return JWKSourceBuilder.<SecurityContext>create(
            keys, new DefaultResourceRetriever(FETCH_MS, FETCH_MS, MOST_KEY_BYTES))
        .cache(FRESH.toMillis(), WAIT_FOR_ANOTHERS_FETCH.toMillis())
        .refreshAheadCache(
            JWKSourceBuilder.DEFAULT_REFRESH_AHEAD_TIME,
            true,
            event -> keysSeen |= event instanceof CachingJWKSetSource.RefreshCompletedEvent<?>)
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .outageTolerant(WITHOUT_ISSUER.toMillis())
        .build();
  }

  private static URL url(URI keys) {
    try {
      return keys.toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new IllegalArgumentException("motorpool.identity.keys is no URL: " + keys, e);
    }
  }

  /**
   * Verifies a token.
   *
   * @throws Unauthorized if it is not to be believed
   * @throws IssuerUnavailable if no keys are known and the issuer does not answer
   */
  public Caller verify(String token) {
    if (token.length() > LONGEST) {
      throw Unauthorized.notBelieved(null);
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return new Caller(
          claims.getSubject(), roles(claims), claims.getExpirationTime().toInstant(), token);
    } catch (KeySourceException e) {
      // With keys at hand it is the token that names one which the issuer does not have.
      throw keysSeen ? Unauthorized.notBelieved(e) : new IssuerUnavailable(e);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw Unauthorized.notBelieved(e);
    }
  }

  private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
    List<String> groups = claims.getStringListClaim(ROLES);
    return groups == null
        ? Set.of()
        : groups.stream().map(Role::named).flatMap(Optional::stream).collect(Collectors.toSet());
  }
}
