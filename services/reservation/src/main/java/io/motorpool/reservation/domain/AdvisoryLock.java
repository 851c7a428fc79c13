package io.motorpool.reservation.domain;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;

/** Lets those who are after the same thing line up, until the end of each one's transaction. */
final class AdvisoryLock {

  private AdvisoryLock() {}

  /**
   * Waits until nobody else has the lock.
   *
   * @param entityManager the present transaction's persistence context
   * @param name what they line up for
   */
  static void take(EntityManager entityManager, String name) {
    entityManager
        .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)")
        // Its own query must not write what waits to be written: the lock comes first.
        .setFlushMode(FlushModeType.COMMIT)
        .setParameter(1, name)
        .getSingleResult();
  }
}
