package io.motorpool.notification.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored notifications. Every method needs a running transaction. */
@ApplicationScoped
public class NotificationRepository {

  /** Where all replicas hear, by PostgreSQL's LISTEN, whom there is news for: a customer's id. */
  public static final String CHANNEL = "motorpool_told";

  /** Any number will do, as long as all replicas use it and for nothing else. */
  private static final long NUMBERING = 0x746f6c64L;

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

  /**
   * Makes the present transaction the only one that numbers notifications, until its end. So a
   * higher number is never seen before a lower one; and as it is one lock for all customers, two
   * transactions that tell several customers cannot wait for each other.
   */
  public void lockNumbering() {
    entityManager
        .createNativeQuery("select pg_advisory_xact_lock(:lock)::text", String.class)
        .setParameter("lock", NUMBERING)
        .getSingleResult();
  }

  /** The place of the customer's last notification, 0 if there is none. */
  public long lastSequence(UUID customerId) {
    return entityManager
        .createQuery(
            "select coalesce(max(n.sequence), 0) from Notification n where n.customerId = :customerId",
            Long.class)
        .setParameter("customerId", customerId)
        .getSingleResult();
  }

  /**
   * A customer's notifications whose events were kept, the earliest first.
   *
   * @param eventTypes how the types of the events begin; empty for all
   * @param after the place to go on after
   * @param atMost the most notifications to return
   */
  public List<Notification> listAfter(UUID customerId, String eventTypes, long after, int atMost) {
    return entityManager
        .createQuery(
            "select n from Notification n where n.customerId = :customerId and n.sequence > :after"
                + " and n.event is not null and n.eventType like :types order by n.sequence",
            Notification.class)
        .setParameter("customerId", customerId)
        .setParameter("after", after)
        .setParameter("types", eventTypes + "%")
        .setMaxResults(atMost)
        .getResultList();
  }

  /** Lets all replicas know, once the transaction is committed, that the customer was told. */
  public void announce(UUID customerId) {
    entityManager
        .createNativeQuery("select pg_notify(:channel, :customerId)::text", String.class)
        .setParameter("channel", CHANNEL)
        .setParameter("customerId", customerId.toString())
        .getSingleResult();
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
   * @param unread only those that were not read, or only those that were; empty for all
   * @param before the id to go on after, or null for the latest
   * @param atMost the most notifications to return
   */
  public List<Notification> list(
      UUID customerId, Optional<Boolean> unread, UUID before, int atMost) {
    TypedQuery<Notification> query =
        entityManager
            .createQuery(
                "select n from Notification n where n.customerId = :customerId"
                    + unread.map(it -> " and n.readAt is" + (it ? "" : " not") + " null").orElse("")
                    + (before == null ? "" : " and n.id < :before")
                    + " order by n.id desc",
                Notification.class)
            .setParameter("customerId", customerId);
    if (before != null) {
      query.setParameter("before", before);
    }
    return query.setMaxResults(atMost).getResultList();
  }

  /** How many of a customer's notifications were not read. */
  public long countUnread(UUID customerId) {
    return entityManager
        .createQuery(
            "select count(n) from Notification n where n.customerId = :customerId and n.readAt is null",
            Long.class)
        .setParameter("customerId", customerId)
        .getSingleResult();
  }

  /** The customer has read it; if they had before, nothing changes. */
  public void markRead(UUID id, Instant now) {
    entityManager
        .createQuery(
            "update Notification n set n.readAt = :now where n.id = :id and n.readAt is null")
        .setParameter("now", now)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** The customer has read what is not later than the place, and was not read before. */
  public void markReadUpTo(UUID customerId, long sequence, Instant now) {
    entityManager
        .createQuery(
            "update Notification n set n.readAt = :now where n.customerId = :customerId"
                + " and n.sequence <= :sequence and n.readAt is null")
        .setParameter("now", now)
        .setParameter("customerId", customerId)
        .setParameter("sequence", sequence)
        .executeUpdate();
  }

  /** Deletes all that a customer was told, and with it the mails that were to tell them. */
  public void deleteAll(UUID customerId) {
    entityManager
        .createQuery("delete from Notification n where n.customerId = :customerId")
        .setParameter("customerId", customerId)
        .executeUpdate();
  }
}
