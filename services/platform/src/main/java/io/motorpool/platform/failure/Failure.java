package io.motorpool.platform.failure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule that was broken or a fact that stands in the way, told to the caller. Subclasses are named
 * after the fact ({@code VehicleAlreadyReserved}) and belong to the domain that knows the rule.
 *
 * <p>A failure thrown inside a transaction rolls it back: nothing of the refused change is stored.
 */
public abstract class Failure extends RuntimeException {

  /** How the caller should take the failure. */
  public enum Kind {
    /** The thing asked for does not exist. */
    NOT_FOUND,
    /** The request clashes with the present state, or with another holder of the same resource. */
    CONFLICT,
    /** The request was understood, and a rule of the business refuses it. */
    REFUSED,
    /** The caller decided on an older version of the thing than the present one. */
    STALE,
    /** There is as much of it as there may be at a time; there is room again later. */
    TOO_MANY,
    /**
     * Something the answer depends on cannot be reached now; the same request may succeed later.
     */
    UNAVAILABLE
  }

  /** When a caller may try again if nothing better is known. */
  protected static final Duration SOON = Duration.ofSeconds(2);

  private final transient Kind kind;
  private final String type;
  private final String title;
  private final String pointer;

  /**
   * @param kind how the caller should take it
   * @param type the stable name of this failure in kebab case, the last part of the problem type
   * @param title the rule or fact in one short sentence, the same each time
   * @param detail what happened this time, without personal data
   */
  protected Failure(Kind kind, String type, String title, String detail) {
    this(kind, type, title, detail, null, null);
  }

  /**
   * @param pointer the JSON pointer of the offending part of the request body, or null where no
   *     single one is to blame
   * @param cause what led to it, or null
   */
  protected Failure(
      Kind kind, String type, String title, String detail, String pointer, Throwable cause) {
    super(Objects.requireNonNull(detail, "detail"), cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.type = Objects.requireNonNull(type, "type");
    this.title = Objects.requireNonNull(title, "title");
    this.pointer = pointer;
  }

  /** How the caller should take it. */
  public Kind kind() {
    return kind;
  }

  /** The stable name of this failure in kebab case. */
  public String type() {
    return type;
  }

  /** The rule or fact in one short sentence, the same for every failure of this type. */
  public String title() {
    return title;
  }

  /** The JSON pointer of the offending part of the request body, if a single one is to blame. */
  public Optional<String> pointer() {
    return Optional.ofNullable(pointer);
  }

  /** The offending lines of the request body, if it is one in lines. */
  public List<LineError> lines() {
    return List.of();
  }

  /** The reservations that stand in the way, where it is they; at most 200. */
  public List<UUID> reservationIds() {
    return List.of();
  }

  /**
   * How long to wait before the same request is worth another try, if something is unavailable now
   * or there is too much of it.
   */
  public Duration retryAfter() {
    return SOON;
  }
}
