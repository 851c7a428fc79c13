package io.motorpool.reservation.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored quotes. Every method needs a running transaction. */
@ApplicationScoped
public class QuoteRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected QuoteRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public QuoteRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new quote. */
  void add(Quote quote) {
    entityManager.persist(quote);
    entityManager.flush();
  }

  /**
   * When those of the customer's quotes expire that are neither used nor expired, the first to do
   * so first. Nobody else asks for them until the end of the transaction, so that none is added to
   * those that were counted.
   */
  List<Instant> lockOpenQuotes(UUID customerId, Instant now) {
    AdvisoryLock.take(entityManager, "quotes of " + customerId);
    return entityManager
        .createQuery(
            "select q.expiresAt from Quote q where q.customerId = :customer"
                + " and q.reservationId is null and q.expiresAt > :now order by q.expiresAt",
            Instant.class)
        .setParameter("customer", customerId)
        .setParameter("now", now)
        .getResultList();
  }

  /** The quote, for reading. */
  Optional<Quote> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Quote.class, id));
  }

  /** The quote, locked until the end of the transaction; first the lock, then the state. */
  Optional<Quote> findForUse(UUID id) {
    entityManager
        .createNativeQuery("select id from quote where id = ?1 for no key update")
        .setParameter(1, id)
        .getResultList();
    return find(id);
  }

  /**
   * Deletes some quotes that expired before a moment, with all that belongs to them.
   *
   * @return how many were deleted
   */
  int deleteExpiredBefore(Instant moment, int atMost) {
    return entityManager
        .createNativeQuery(
            "delete from quote where id in (select id from quote where expires_at < ?1"
                + " order by expires_at limit ?2 for update skip locked)")
        .setParameter(1, moment)
        .setParameter(2, atMost)
        .executeUpdate();
  }
}
