package io.motorpool.embedded;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OpenID Connect issuer for development: gives anyone who asks a token for any role.
 *
 * <p>It signs with a key that everybody knows and that stays the same, so that a token outlives a
 * restart; it must never be trusted by anything others can reach. Needs {@code mock-oauth2-server}
 * on the class path, which this module does not pass on.
 *
 * <p>A token may also be fetched over HTTP, from the endpoint {@link #tokenEndpoint()} with {@code
 * grant_type=client_credentials}, any client id and secret, {@code role} and {@code subject}.
 */
public final class DevelopmentIssuer implements AutoCloseable {

  /** The audience of every token. */
  public static final String AUDIENCE = "motorpool";

  /** How long a token is valid. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final String HOST = "127.0.0.1";
  private static final String NAME = "motorpool";
  private static final String CLIENT = "motorpool-development";

  static {
    QuietLogs.apply();
  }

  private final MockOAuth2Server server;
  private final int port;

  private DevelopmentIssuer(MockOAuth2Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts an issuer on a free port of the loopback address. */
  public static DevelopmentIssuer start() {
    return start(FreePorts.next());
  }

  /**
   * Starts an issuer on the loopback address.
   *
   * @param port the port to listen on
   */
  public static DevelopmentIssuer start(int port) {
    MockOAuth2Server server =
        new MockOAuth2Server(
            new OAuth2Config(
                false, null, null, false, new OAuth2TokenProvider(), Set.of(new ByRequest(port))));
    try {
      server.start(InetAddress.getByName(HOST), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DevelopmentIssuer(server, port);
  }

  /** What the tokens say about who issued them: {@code http://127.0.0.1:8090/motorpool}. */
  public URI issuer() {
    return issuer(port);
  }

  /** Where the keys that verify the tokens are. */
  public URI keys() {
    return keys(port);
  }

  /** Where the keys are of the issuer that listens on a port. */
  public static URI keys(int port) {
    return URI.create(issuer(port) + "/jwks");
  }

  /** Where a token is fetched over HTTP. */
  public URI tokenEndpoint() {
    return tokenEndpoint(port);
  }

  /** Where a token is fetched from the issuer that listens on a port. */
  public static URI tokenEndpoint(int port) {
    return URI.create(issuer(port) + "/token");
  }

  /** What the tokens say about who issued them, if the issuer listens on a port. */
  public static URI issuer(int port) {
    return URI.create("http://%s:%d/%s".formatted(HOST, port, NAME));
  }

  // Else the issuer would be named after whatever host name the caller used.
  private static Map<String, Object> claims(int port, Role role, String subject) {
    return Map.of(
        "iss", issuer(port).toString(), "groups", List.of(role.roleName()), "upn", subject);
  }

  /**
   * Issues a token.
   *
   * @param role what its bearer is
   * @param subject who its bearer is; for a customer the customer's id
   * @return the token, for {@code Authorization: Bearer}
   */
  public String token(Role role, String subject) {
    return server
        .issueToken(
            NAME,
            CLIENT,
            new DefaultOAuth2TokenCallback(
                NAME,
                subject,
                "JWT",
                List.of(AUDIENCE),
                claims(port, role, subject),
                LIFETIME.toSeconds()))
        .serialize();
  }

  /** Issues a token for the role's usual bearer. */
  public String token(Role role) {
    return token(role, role.usualSubject());
  }

  /** Stops the issuer. */
  @Override
  public void close() {
    server.shutdown();
  }

  /** Answers a token request over HTTP, as its parameters say. */
  private static final class ByRequest extends DefaultOAuth2TokenCallback {

    private final int port;

    ByRequest(int port) {
      super(NAME, CLIENT, "JWT", List.of(AUDIENCE), Map.of(), LIFETIME.toSeconds());
      this.port = port;
    }

    @Override
    public String subject(TokenRequest request) {
      return parameter(request, "subject", role(request).usualSubject());
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      return claims(port, role(request), subject(request));
    }

    private static Role role(TokenRequest request) {
      return Role.named(parameter(request, "role", Role.CUSTOMER.roleName())).orElse(Role.CUSTOMER);
    }

    private static String parameter(TokenRequest request, String name, String otherwise) {
      List<String> values = request.getCustomParameters().get(name);
      return values == null || values.isEmpty() ? otherwise : values.getFirst();
    }
  }
}
