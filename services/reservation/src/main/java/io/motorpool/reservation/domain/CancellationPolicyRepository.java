package io.motorpool.reservation.domain;

import io.motorpool.platform.persistence.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.util.List;

/** The stored cancellation policies. Every method needs a running transaction. */
@ApplicationScoped
public class CancellationPolicyRepository {

  private static final String PRIMARY_KEY = "cancellation_policy_pkey";
  private static final String ONE_OF_CLASS = "cancellation_policy_of_class";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected CancellationPolicyRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public CancellationPolicyRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new policy.
   *
   * @throws CancellationPolicyCodeTaken if there is one with the code
   * @throws CancellationPolicyClassTaken if there is one for the class
   */
  public void add(CancellationPolicy added) {
    entityManager.persist(added);
    flush(added);
  }

  /**
   * Writes pending changes of the policy, so that the version counts them.
   *
   * @throws CancellationPolicyClassTaken if there is another one for the class
   */
  public void flush(CancellationPolicy changed) {
    try {
      entityManager.flush();
    } catch (PersistenceException e) {
      SqlState state = SqlState.of(e).orElseThrow(() -> e);
      if (state.violates(PRIMARY_KEY)) {
        throw new CancellationPolicyCodeTaken(changed.code(), e);
      }
      if (state.violates(ONE_OF_CLASS)) {
        throw new CancellationPolicyClassTaken(e);
      }
      throw e;
    }
  }

  /**
   * The policy, for reading.
   *
   * @throws CancellationPolicyNotFound if there is none with this code
   */
  public CancellationPolicy get(String code) {
    return found(code, entityManager.find(CancellationPolicy.class, code));
  }

  /**
   * The policy, locked until the end of the transaction.
   *
   * @throws CancellationPolicyNotFound if there is none with this code
   */
  public CancellationPolicy getForChange(String code) {
    return found(
        code, entityManager.find(CancellationPolicy.class, code, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The policy of a vehicle class, the standard one if it has none of its own. */
  public CancellationPolicy ofClass(String vehicleClass) {
    return entityManager
        .createQuery(
            "select p from CancellationPolicy p where p.vehicleClass = :class",
            CancellationPolicy.class)
        .setParameter("class", vehicleClass)
        .getResultStream()
        .findFirst()
        .orElseGet(() -> get(CancellationPolicy.STANDARD));
  }

  /**
   * Policies in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most policies to return
   */
  public List<CancellationPolicy> list(String after, int atMost) {
    return entityManager
        .createQuery(
            "select p from CancellationPolicy p where p.code > :after order by p.code",
            CancellationPolicy.class)
        .setParameter("after", after)
        .setMaxResults(atMost)
        .getResultList();
  }

  private static CancellationPolicy found(String code, CancellationPolicy policy) {
    if (policy == null) {
      throw new CancellationPolicyNotFound(code);
    }
    return policy;
  }
}
