package io.motorpool.platform.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Entities in the order of their ids, which are UUIDv7 and therefore in the order of creation,
 * narrowed by equal values, a page at a time. Pages begin after an id and not at an offset, so they
 * neither skip nor repeat while entities are added.
 */
public final class PageQuery<T> {

  private final EntityManager entityManager;
  private final CriteriaBuilder builder;
  private final CriteriaQuery<T> query;
  private final Root<T> root;
  private final List<Predicate> conditions = new ArrayList<>();

  private PageQuery(EntityManager entityManager, Class<T> entity) {
    this.entityManager = entityManager;
    this.builder = entityManager.getCriteriaBuilder();
    this.query = builder.createQuery(entity);
    this.root = query.from(entity);
  }

  /** All entities of a type whose id is the attribute {@code id}. */
  public static <T> PageQuery<T> of(EntityManager entityManager, Class<T> entity) {
    return new PageQuery<>(entityManager, entity);
  }

  /**
   * Only those with this value, or all if there is none.
   *
   * @param attribute the entity's attribute
   */
  public PageQuery<T> equal(String attribute, Optional<?> value) {
    value.ifPresent(it -> conditions.add(builder.equal(root.get(attribute), it)));
    return this;
  }

  /**
   * The page.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most entities to return
   */
  public List<T> page(UUID after, int atMost) {
    if (after != null) {
      conditions.add(builder.greaterThan(root.<UUID>get("id"), after));
    }
    query.where(conditions.toArray(Predicate[]::new)).orderBy(builder.asc(root.get("id")));
    return entityManager.createQuery(query).setMaxResults(atMost).getResultList();
  }
}
