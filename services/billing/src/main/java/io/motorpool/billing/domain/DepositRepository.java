package io.motorpool.billing.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** The stored deposits. Every method needs a running transaction. */
@ApplicationScoped
public class DepositRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected DepositRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public DepositRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new deposit; the database takes one for each reservation only. */
  public void add(Deposit deposit) {
    entityManager.persist(deposit);
    entityManager.flush();
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }

  /** Whether the reservation has one. */
  public boolean isKnown(UUID reservationId) {
    return !entityManager
        .createQuery(
            "select d.id from Deposit d where d.reservationId = :reservationId", UUID.class)
        .setParameter("reservationId", reservationId)
        .getResultList()
        .isEmpty();
  }

  /**
   * The deposit, for reading.
   *
   * @throws DepositNotFound if there is none with this id
   */
  public Deposit get(UUID id) {
    return found(id, entityManager.find(Deposit.class, id));
  }

  /**
   * The deposit, locked until the end of the transaction, for a change.
   *
   * @throws DepositNotFound if there is none with this id
   */
  public Deposit getForChange(UUID id) {
    return found(id, entityManager.find(Deposit.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Deposits in the order they were heard of.
   *
   * @param filter what to list
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most deposits to return
   */
  public List<Deposit> list(DepositFilter filter, UUID after, int atMost) {
    return PageQuery.of(entityManager, Deposit.class)
        .equal("customerId", filter.customerId())
        .equal("reservationId", filter.reservationId())
        .equal("status", filter.status())
        .page(after, atMost);
  }

  private static Deposit found(UUID id, Deposit deposit) {
    if (deposit == null) {
      throw new DepositNotFound(id);
    }
    return deposit;
  }
}
