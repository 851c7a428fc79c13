package io.motorpool.notification.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tickets, each of which opens one live topic of one customer once. They are for browsers, which
 * can send no token with the handshake of a WebSocket; a token in an address would end up in logs,
 * and a ticket in a log is worth nothing any more. Only hashes are stored.
 */
@ApplicationScoped
public class Tickets {

  /** How long a ticket can be redeemed. */
  public static final Duration VALIDITY = Duration.ofSeconds(30);

  private static final int BYTES = 32;

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * A ticket as it is given out.
   *
   * @param text what to redeem, letters, digits, {@code -} and {@code _}
   * @param goodUntil until when it can be redeemed
   */
  public record Ticket(String text, Instant goodUntil) {

    /** Without what to redeem, which is not for logs. */
    @Override
    public String toString() {
      return "Ticket until " + goodUntil;
    }
  }

  /** For the container, which makes the client proxy with it. */
  protected Tickets() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public Tickets(EntityManager entityManager, Transaction transaction, Clock clock) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Gives out a ticket. What nobody has redeemed in time is forgotten on the way.
   *
   * @param sessionUntil until when what it opens may stay open
   */
  public Ticket issue(UUID customerId, Instant sessionUntil) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    Instant goodUntil = now.plus(VALIDITY);
    transaction.run(
        () -> {
          entityManager
              .createNativeQuery("delete from topic_ticket where good_until < ?1")
              .setParameter(1, now)
              .executeUpdate();
          entityManager
              .createNativeQuery(
                  "insert into topic_ticket (hash, customer_id, good_until, session_until)"
                      + " values (?1, ?2, ?3, ?4)")
              .setParameter(1, hash(text))
              .setParameter(2, customerId)
              .setParameter(3, goodUntil)
              .setParameter(4, sessionUntil)
              .executeUpdate();
        });
    return new Ticket(text, goodUntil);
  }

  /**
   * Takes a ticket. Of any number of attempts at the same one, on any replica, one succeeds.
   *
   * @param customerId whom it has to be for
   * @return until when what it opens may stay open; empty if it is none, or not any more
   */
  public Optional<Instant> redeem(UUID customerId, String text) {
    return transaction.call(
        () -> {
          List<?> taken =
              entityManager
                  .createNativeQuery(
                      "delete from topic_ticket where hash = ?1 and customer_id = ?2"
                          + " and good_until > ?3 returning session_until",
                      Instant.class)
                  .setParameter(1, hash(text))
                  .setParameter(2, customerId)
                  .setParameter(3, clock.instant())
                  .getResultList();
          return taken.stream().map(Instant.class::cast).findFirst();
        });
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
