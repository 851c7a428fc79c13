package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored rates of the classes. Every method needs a running transaction. */
@ApplicationScoped
public class ClassRateRepository {

  private static final String BEGINS_ONCE = "class_rate_begins_once";

  private static final String IN_FORCE =
      """
      select r from ClassRate r
      where r.vehicleClass in (:classes)
        and r.validFrom <= :day and (r.validUntil is null or r.validUntil >= :day)
      """;

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected ClassRateRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public ClassRateRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new rate.
   *
   * @throws RateAlreadyBegins if another rate of the class begins on the day
   */
  public void add(ClassRate rate) {
    entityManager.persist(rate);
    flush();
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws RateAlreadyBegins if another rate of the class begins on the day
   */
  public void flush() {
    Writes.flush(entityManager, BEGINS_ONCE, RateAlreadyBegins::new);
  }

  /** The rate, if the class has one with this id. */
  public Optional<ClassRate> find(String vehicleClass, UUID id) {
    return Optional.ofNullable(entityManager.find(ClassRate.class, id))
        .filter(rate -> rate.vehicleClass().equals(vehicleClass));
  }

  /** The rate, locked until the end of the transaction, if the class has one with this id. */
  public Optional<ClassRate> findForChange(String vehicleClass, UUID id) {
    return Optional.ofNullable(
            entityManager.find(ClassRate.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(rate -> rate.vehicleClass().equals(vehicleClass));
  }

  /** Removes a rate. */
  public void remove(ClassRate rate) {
    entityManager.remove(rate);
  }

  /**
   * The rates of a class in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most rates to return
   */
  public List<ClassRate> list(String vehicleClass, UUID after, int atMost) {
    return PageQuery.of(entityManager, ClassRate.class)
        .equal("vehicleClass", Optional.of(vehicleClass))
        .page(after, atMost);
  }

  /** The rates of any of the classes that are in force on a day. */
  public List<ClassRate> inForce(Collection<String> classes, LocalDate day) {
    return classes.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(IN_FORCE, ClassRate.class)
            .setParameter("classes", classes)
            .setParameter("day", day)
            .getResultList();
  }
}
