package io.motorpool.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * The one place where the persistence context is injected; everybody else injects the {@link
 * EntityManager} that comes from here.
 *
 * <p>Helidon keeps an entity manager, and with it a connection, for each injection point and
 * transaction ({@code JtaEntityManager} registers itself under its own identity). A change and its
 * outbox entry, injected separately, would be two transactions of the database.
 */
@ApplicationScoped
public class SharedEntityManager {

  @PersistenceContext(unitName = "motorpool")
  private EntityManager entityManager;

  /** The entity manager; in a transaction it is the same persistence context for everybody. */
  @Produces
  @Dependent
  EntityManager entityManager() {
    return entityManager;
  }
}
