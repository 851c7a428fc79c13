package io.motorpool.platform.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who is calling, as a verified token says. Known to the thread that works on the request, from the
 * moment the token was verified until the answer; a request runs on one thread.
 *
 * <p>Whoever has no other role than customer is limited to one customer: the one whose id is the
 * token's subject. To them, what belongs to others is as if it were not there.
 */
public final class Caller {

  /** No customer has this id, so that what is limited to it is empty. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();

  private final String subject;
  private final Set<Role> roles;
  private final Instant expiresAt;
  private final String token;

  /**
   * @param subject who it is; a customer's is the customer's id
   * @param roles what the caller is
   * @param expiresAt from when on the token is not to be believed any more
   * @param token as it was sent, to be handed on to neighbours and to nobody else
   */
  public Caller(String subject, Set<Role> roles, Instant expiresAt, String token) {
    this.subject = Objects.requireNonNull(subject, "subject");
    this.roles = Set.copyOf(roles);
    this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
    this.token = Objects.requireNonNull(token, "token");
  }

  /** The caller that the present thread works for; empty for everybody's operations and events. */
  public static Optional<Caller> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * The caller that the present thread works for.
   *
   * @throws IllegalStateException if there is none: then there is nothing to be decided by it
   */
  public static Caller present() {
    return current().orElseThrow(() -> new IllegalStateException("Nobody is calling"));
  }

  static void enter(Caller caller) {
    CURRENT.set(caller);
  }

  static void leave() {
    CURRENT.remove();
  }

  /** Who it is; a customer's is the customer's id. */
  public String subject() {
    return subject;
  }

  /** What the caller is. */
  public Set<Role> roles() {
    return roles;
  }

  /** From when on the token is not to be believed any more. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** The token as it was sent. Not for logs. */
  String token() {
    return token;
  }

  /** Whether the caller has one of the roles. */
  public boolean isAnyOf(Set<Role> allowed) {
    return roles.stream().anyMatch(allowed::contains);
  }

  /** Whether the caller may see and do only what is their own. */
  public boolean isLimited() {
    return !roles.contains(Role.AGENT) && !roles.contains(Role.MANAGER);
  }

  /** Whether the caller may see and do what belongs to the customer. */
  public boolean mayAct(UUID customerId) {
    return !isLimited() || own().filter(customerId::equals).isPresent();
  }

  /**
   * Lets through who may see and do what belongs to the customer.
   *
   * @param unknown what is thrown for a customer, or a thing, that does not exist
   */
  public void require(UUID customerId, Supplier<? extends RuntimeException> unknown) {
    if (!mayAct(customerId)) {
      throw unknown.get();
    }
  }

  /**
   * Whose things a list is to hold, when the caller asks for those of somebody, or of all.
   *
   * @param asked whose the caller asks for; empty for everybody's
   * @return empty for everybody's; nobody's id for those that the caller may not see
   */
  public Optional<UUID> limit(Optional<UUID> asked) {
    if (!isLimited()) {
      return asked;
    }
    UUID own = own().orElse(NOBODY);
    return Optional.of(
        asked.filter(customerId -> !customerId.equals(own)).isPresent() ? NOBODY : own);
  }

  /** The customer that the caller is; empty for a subject that is no customer's id. */
  public Optional<UUID> own() {
    try {
      UUID id = UUID.fromString(subject);
      // A UUID is read from shorter forms, too; two subjects are not to be one customer.
      return Optional.of(id).filter(it -> it.toString().equals(subject));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Without the token, and without who it is: logs are no place for either. */
  @Override
  public String toString() {
    return "Caller" + roles;
  }
}
