package io.motorpool.analytics.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.hibernate.Session;

/** The stored facts. Every method needs a running transaction. */
@ApplicationScoped
public class Facts {

  private final EntityManager entityManager;

  /** What is to be kept. */
  @FunctionalInterface
  public interface Change {
    /** Adds what an event tells. */
    void addTo(FactBatch facts) throws SQLException;
  }

  /** For the container, which makes the client proxy with it. */
  protected Facts() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public Facts(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Keeps what an event tells. The event is to be in the {@link EventLog} by then. */
  public void keep(Change change) {
    entityManager
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (FactBatch batch = new FactBatch(connection)) {
                change.addTo(batch);
                batch.write();
              }
            });
  }
}
