package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored one-way fees. Every method needs a running transaction. */
@ApplicationScoped
public class OneWayFeeRepository {

  private static final String ONCE = "one_way_fee_once";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected OneWayFeeRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public OneWayFeeRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new fee.
   *
   * @throws OneWayFeeExists if there is one from the one branch to the other
   */
  public void add(OneWayFee fee) {
    entityManager.persist(fee);
    flush();
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws OneWayFeeExists if there is one from the one branch to the other
   */
  public void flush() {
    Writes.flush(entityManager, ONCE, OneWayFeeExists::new);
  }

  /** The fee, if there is one with this id. */
  public Optional<OneWayFee> find(UUID id) {
    return Optional.ofNullable(entityManager.find(OneWayFee.class, id));
  }

  /** The fee, locked until the end of the transaction, if there is one with this id. */
  public Optional<OneWayFee> findForChange(UUID id) {
    return Optional.ofNullable(
        entityManager.find(OneWayFee.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Removes a fee. */
  public void remove(OneWayFee fee) {
    entityManager.remove(fee);
  }

  /**
   * Fees in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most fees to return
   */
  public List<OneWayFee> list(UUID after, int atMost) {
    return PageQuery.of(entityManager, OneWayFee.class).page(after, atMost);
  }

  /** The fee from one branch to another, if there is one. */
  public Optional<OneWayFee> between(UUID fromBranchId, UUID toBranchId) {
    return entityManager
        .createQuery(
            "select f from OneWayFee f where f.fromBranchId = :from and f.toBranchId = :to",
            OneWayFee.class)
        .setParameter("from", fromBranchId)
        .setParameter("to", toBranchId)
        .getResultStream()
        .findFirst();
  }
}
