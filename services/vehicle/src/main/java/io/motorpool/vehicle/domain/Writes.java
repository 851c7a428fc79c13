package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import io.motorpool.platform.persistence.SqlState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;

/** Writes what is pending, and says in the domain's words what the database has against it. */
final class Writes {

  private Writes() {}

  /**
   * Writes pending changes.
   *
   * @param constraint the name of the constraint that they may violate
   * @param refusal what it means if they do
   */
  static void flush(
      EntityManager entityManager,
      String constraint,
      Function<PersistenceException, ? extends Failure> refusal) {
    try {
      entityManager.flush();
    } catch (PersistenceException e) {
      if (SqlState.of(e).map(state -> state.violates(constraint)).orElse(false)) {
        throw refusal.apply(e);
      }
      throw e;
    }
  }
}
