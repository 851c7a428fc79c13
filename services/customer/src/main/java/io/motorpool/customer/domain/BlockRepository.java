package io.motorpool.customer.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored blocks. Every method needs a running transaction. */
@ApplicationScoped
public class BlockRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected BlockRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public BlockRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new block. */
  public void add(CustomerBlock block) {
    entityManager.persist(block);
    entityManager.flush();
  }

  /**
   * One block of a customer.
   *
   * @throws BlockNotFound if the customer has none with this id
   */
  public CustomerBlock get(UUID customerId, UUID id) {
    return Optional.ofNullable(entityManager.find(CustomerBlock.class, id))
        .filter(block -> block.customerId().equals(customerId))
        .orElseThrow(() -> new BlockNotFound(id));
  }

  /**
   * A customer's blocks in the order they were made.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most blocks to return
   */
  public List<CustomerBlock> list(UUID customerId, UUID after, int atMost) {
    return PageQuery.of(entityManager, CustomerBlock.class)
        .equal("customerId", Optional.of(customerId))
        .page(after, atMost);
  }

  /** All blocks of a customer in the order they were made. */
  public List<CustomerBlock> all(UUID customerId) {
    return list(customerId, null, Integer.MAX_VALUE);
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }
}
