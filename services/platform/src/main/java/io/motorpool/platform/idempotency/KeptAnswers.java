package io.motorpool.platform.idempotency;

import io.motorpool.platform.persistence.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The answers kept in the database. Every method needs a running transaction. */
@ApplicationScoped
public class KeptAnswers {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected KeptAnswers() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public KeptAnswers(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * The answer to the request, if it was given before.
   *
   * @throws IdempotencyKeyReused if the key belongs to a request with another input
   */
  Optional<KeptAnswer> find(KeyedRequest request, String key) {
    List<?> rows =
        entityManager
            .createNativeQuery(
                "select request_hash, status, location, etag, body from idempotency_key"
                    + " where scope = ?1 and key = ?2",
                Object[].class)
            .setParameter(1, request.scope())
            .setParameter(2, key)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Object[] row = (Object[]) rows.getFirst();
    if (!request.hasHash((byte[]) row[0])) {
      throw new IdempotencyKeyReused();
    }
    return Optional.of(
        new KeptAnswer(
            ((Number) row[1]).intValue(), (String) row[2], (String) row[3], (byte[]) row[4]));
  }

  /** Writes what the transaction has changed so far, so that versions are what they will be. */
  void flush() {
    entityManager.flush();
  }

  /**
   * Keeps the answer. Where another transaction is about to keep one under the same key, this waits
   * for its end.
   *
   * @param patience how long to wait
   * @throws IdempotencyKeyInUse if the other one has not ended by then
   * @throws PersistenceException if the other one has kept its answer
   */
  void keep(KeyedRequest request, String key, KeptAnswer answer, Duration patience) {
    entityManager
        .createNativeQuery("select set_config('lock_timeout', ?1, true)")
        .setParameter(1, patience.toMillis() + "ms")
        .getSingleResult();
    try {
      entityManager
          .createNativeQuery(
              "insert into idempotency_key"
                  + " (scope, key, request_hash, status, location, etag, body)"
                  + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
          .setParameter(1, request.scope())
          .setParameter(2, key)
          .setParameter(3, request.hash())
          .setParameter(4, answer.status())
          .setParameter(5, answer.location())
          .setParameter(6, answer.etag())
          .setParameter(7, answer.body())
          .executeUpdate();
    } catch (PersistenceException e) {
      if (SqlState.of(e).map(SqlState::isLockTimeout).orElse(false)) {
        throw new IdempotencyKeyInUse(e);
      }
      throw e;
    }
  }

  /**
   * From now on answers requests that come again differently, because what was answered at first is
   * not to be known any more. Status and headers stay.
   *
   * @param location where the thing is that was created
   * @param body written as JSON
   */
  public void replaceBody(URI location, Object body) {
    entityManager
        .createNativeQuery("update idempotency_key set body = ?1 where location = ?2")
        .setParameter(1, KeptAnswer.write(body))
        .setParameter(2, location.toString())
        .executeUpdate();
  }

  /**
   * Deletes some of the answers that are older than an age, passing over those that another replica
   * is deleting.
   *
   * @return how many were deleted
   */
  int deleteOlderThan(Duration age, int atMost) {
    return entityManager
        .createNativeQuery(
            "delete from idempotency_key where (scope, key) in (select scope, key"
                + " from idempotency_key"
                + " where created_at < now() - make_interval(secs => cast(?1 as float8))"
                + " order by created_at limit ?2 for update skip locked)")
        .setParameter(1, age.toMillis() / 1000.0)
        .setParameter(2, atMost)
        .executeUpdate();
  }
}
