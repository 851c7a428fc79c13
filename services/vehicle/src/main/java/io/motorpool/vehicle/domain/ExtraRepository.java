package io.motorpool.vehicle.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stored extras. Every method needs a running transaction. */
@ApplicationScoped
public class ExtraRepository {

  private static final String PRIMARY_KEY = "extra_pkey";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected ExtraRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public ExtraRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new extra.
   *
   * @throws ExtraCodeTaken if there is one with the code
   */
  public void add(Extra added) {
    entityManager.persist(added);
    Writes.flush(entityManager, PRIMARY_KEY, ExtraCodeTaken::new);
  }

  /** The extra, if there is one with this code. */
  public Optional<Extra> find(String code) {
    return Optional.ofNullable(entityManager.find(Extra.class, code));
  }

  /** The extra, locked until the end of the transaction, if there is one with this code. */
  public Optional<Extra> findForChange(String code) {
    return Optional.ofNullable(
        entityManager.find(Extra.class, code, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Those of the extras that there are, by their codes. */
  public Map<String, Extra> find(Collection<String> codes) {
    return codes.isEmpty()
        ? Map.of()
        : entityManager
            .createQuery("select e from Extra e where e.code in (:codes)", Extra.class)
            .setParameter("codes", codes)
            .getResultStream()
            .collect(Collectors.toMap(Extra::code, Function.identity()));
  }

  /** Removes an extra. */
  public void remove(Extra extra) {
    entityManager.remove(extra);
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }

  /**
   * Extras in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most extras to return
   */
  public List<Extra> list(String after, int atMost) {
    return entityManager
        .createQuery("select e from Extra e where e.code > :after order by e.code", Extra.class)
        .setParameter("after", after)
        .setMaxResults(atMost)
        .getResultList();
  }
}
