package io.motorpool.notification.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.UUID;

/** The stored notifications. Every method needs a running transaction. */
@ApplicationScoped
public class NotificationRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected NotificationRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public NotificationRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new notification. */
  public void add(Notification notification) {
    entityManager.persist(notification);
  }

  /**
   * One notification.
   *
   * @throws NotificationNotFound if there is none with this id
   */
  public Notification get(UUID id) {
    Notification found = entityManager.find(Notification.class, id);
    if (found == null) {
      throw new NotificationNotFound(id);
    }
    return found;
  }

  /**
   * A customer's notifications, the latest first.
   *
   * @param before the id to go on after, or null for the latest
   * @param atMost the most notifications to return
   */
  public List<Notification> list(UUID customerId, UUID before, int atMost) {
    TypedQuery<Notification> query =
        entityManager
            .createQuery(
                "select n from Notification n where n.customerId = :customerId"
                    + (before == null ? "" : " and n.id < :before")
                    + " order by n.id desc",
                Notification.class)
            .setParameter("customerId", customerId);
    if (before != null) {
      query.setParameter("before", before);
    }
    return query.setMaxResults(atMost).getResultList();
  }
}
