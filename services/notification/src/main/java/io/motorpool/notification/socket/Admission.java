package io.motorpool.notification.socket;

import io.motorpool.notification.domain.Tickets;
import io.motorpool.platform.identity.BearerToken;
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.identity.Role;
import io.motorpool.platform.identity.TokenVerifier;
import io.motorpool.platform.identity.Unauthorized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says who may follow a customer, and how long: the customer, and the desk, by a token in a header
 * or by a ticket in the query; until the token has expired.
 *
 * <p>The handshake and what comes after it run on one thread, which is how the one tells the other
 * what was found.
 */
@ApplicationScoped
public class Admission {

  private static final Set<Role> FOLLOWERS = Set.of(Role.CUSTOMER, Role.AGENT, Role.MANAGER);

  private static final ThreadLocal<Instant> ADMITTED_UNTIL = new ThreadLocal<>();

  private final TokenVerifier verifier;
  private final Tickets tickets;

  /** For the container, which makes the client proxy with it. */
  protected Admission() {
    this(null, null);
  }

  /**
   * @param verifier says whose a token is
   * @param tickets what was given out to those without a header
   */
  @Inject
  public Admission(TokenVerifier verifier, Tickets tickets) {
    this.verifier = verifier;
    this.tickets = tickets;
  }

  /** What becomes of a handshake. */
  enum Verdict {
    /** Whoever it is may follow. */
    ADMITTED,
    /** Nobody knows who it is. */
    UNKNOWN,
    /** Whoever it is has another role. */
    FORBIDDEN,
    /** Whoever it is may not know of this customer. */
    NOT_THERE
  }

  /**
   * Judges a handshake. A ticket is used up by it.
   *
   * @param authorization the values of the header, or null
   */
  Verdict judge(UUID customerId, List<String> authorization, Optional<String> ticket) {
    ADMITTED_UNTIL.remove();
    if (authorization == null || authorization.isEmpty()) {
      Optional<Instant> until = ticket.flatMap(text -> tickets.redeem(customerId, text));
      until.ifPresent(ADMITTED_UNTIL::set);
      return until.isPresent() ? Verdict.ADMITTED : Verdict.UNKNOWN;
    }
    Caller caller;
    try {
      caller = verifier.verify(BearerToken.of(authorization).orElse(""));
    } catch (Unauthorized e) {
      return Verdict.UNKNOWN;
    }
    if (!caller.isAnyOf(FOLLOWERS)) {
      return Verdict.FORBIDDEN;
    }
    if (!caller.mayAct(customerId)) {
      return Verdict.NOT_THERE;
    }
    ADMITTED_UNTIL.set(caller.expiresAt());
    return Verdict.ADMITTED;
  }

  /** Until when the client whose handshake this thread has seen may follow; known once. */
  static Optional<Instant> takeAdmittedUntil() {
    Optional<Instant> until = Optional.ofNullable(ADMITTED_UNTIL.get());
    ADMITTED_UNTIL.remove();
    return until;
  }
}
