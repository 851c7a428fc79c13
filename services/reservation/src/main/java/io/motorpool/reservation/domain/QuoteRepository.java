package io.motorpool.reservation.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
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
