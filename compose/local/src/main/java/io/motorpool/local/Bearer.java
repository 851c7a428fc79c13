package io.motorpool.local;

import io.motorpool.embedded.DevelopmentIssuer;
import io.motorpool.embedded.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The token of somebody with one role; a new one while the old one is still good. */
final class Bearer implements Supplier<String> {

  private static final Duration AHEAD = Duration.ofMinutes(10);

  private final URI endpoint;
  private final Role role;
  private final String subject;
  private String token;
  private Instant renewAt = Instant.MIN;

  private Bearer(URI endpoint, Role role, String subject) {
    this.endpoint = endpoint;
    this.role = role;
    this.subject = subject;
  }

  /**
   * Somebody with a role, as the issuer on a port has it.
   *
   * @param subject who it is; for a customer the customer's id
   */
  static Bearer of(int issuerPort, Role role, String subject) {
    return new Bearer(DevelopmentIssuer.tokenEndpoint(issuerPort), role, subject);
  }

  /** The role's usual bearer. */
  static Bearer of(int issuerPort, Role role) {
    return of(issuerPort, role, role.usualSubject());
  }

  /**
   * The present token.
   *
   * @throws LaunchException when a new one is needed and no issuer answers
   */
  @Override
  public synchronized String get() {
    if (!Instant.now().isBefore(renewAt)) {
      token = TokenRequest.send(endpoint, role, subject);
      renewAt = Instant.now().plus(DevelopmentIssuer.LIFETIME).minus(AHEAD);
    }
    return token;
  }
}
