package io.motorpool.vehicle.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stored vehicle classes. Every method needs a running transaction. */
@ApplicationScoped
public class VehicleClassRepository {

  private static final String PRIMARY_KEY = "vehicle_class_pkey";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected VehicleClassRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public VehicleClassRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new class.
   *
   * @throws VehicleClassCodeTaken if there is one with the code
   */
  public void add(VehicleClass added) {
    entityManager.persist(added);
    Writes.flush(entityManager, PRIMARY_KEY, e -> new VehicleClassCodeTaken(added.code(), e));
  }

  /** The class, if there is one with this code. */
  public Optional<VehicleClass> find(String code) {
    return Optional.ofNullable(entityManager.find(VehicleClass.class, code));
  }

  /** Those of the codes that there are classes with. */
  public Set<String> known(Set<String> codes) {
    return Set.copyOf(
        entityManager
            .createQuery("select c.code from VehicleClass c where c.code in :codes", String.class)
            .setParameter("codes", codes)
            .getResultList());
  }

  /** The class, locked until the end of the transaction, if there is one with this code. */
  public Optional<VehicleClass> findForChange(String code) {
    return Optional.ofNullable(
        entityManager.find(VehicleClass.class, code, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Whether there is a class whose amounts are in the currency. */
  public boolean isRentedIn(String currency) {
    return !entityManager
        .createQuery("select c.code from VehicleClass c where c.currency = :currency", String.class)
        .setParameter("currency", currency)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }

  /**
   * Classes in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most classes to return
   */
  public List<VehicleClass> list(String after, int atMost) {
    return entityManager
        .createQuery(
            "select c from VehicleClass c where c.code > :after order by c.code",
            VehicleClass.class)
        .setParameter("after", after)
        .setMaxResults(atMost)
        .getResultList();
  }
}
