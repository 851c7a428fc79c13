package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored seasons. Every method needs a running transaction. */
@ApplicationScoped
public class SeasonRepository {

  private static final String ON =
      """
      select s from Season s
      where s.lastDay >= :day and s.firstDay <= :day
        and (s.branchId is null or s.branchId = :branchId)
      """;

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected SeasonRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public SeasonRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new season. */
  public void add(Season season) {
    entityManager.persist(season);
    entityManager.flush();
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }

  /** The season, if there is one with this id. */
  public Optional<Season> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Season.class, id));
  }

  /** The season, locked until the end of the transaction, if there is one with this id. */
  public Optional<Season> findForChange(UUID id) {
    return Optional.ofNullable(
        entityManager.find(Season.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Removes a season. */
  public void remove(Season season) {
    entityManager.remove(season);
  }

  /**
   * Seasons in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most seasons to return
   */
  public List<Season> list(UUID after, int atMost) {
    return PageQuery.of(entityManager, Season.class).page(after, atMost);
  }

  /** The seasons that a day belongs to at a branch, of all classes. */
  public List<Season> on(LocalDate day, UUID branchId) {
    return entityManager
        .createQuery(ON, Season.class)
        .setParameter("day", day)
        .setParameter("branchId", branchId)
        .getResultList();
  }
}
