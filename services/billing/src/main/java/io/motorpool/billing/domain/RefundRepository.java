package io.motorpool.billing.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored refunds. Every method needs a running transaction. */
@ApplicationScoped
public class RefundRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected RefundRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public RefundRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Stores a new refund. */
  public void add(Refund refund) {
    entityManager.persist(refund);
  }

  /**
   * One refund of an invoice.
   *
   * @throws RefundNotFound if the invoice has none with this id
   */
  public Refund get(UUID invoiceId, UUID id) {
    Refund found = entityManager.find(Refund.class, id);
    if (found == null || !found.invoiceId().equals(invoiceId)) {
      throw new RefundNotFound(invoiceId, id);
    }
    return found;
  }

  /**
   * Refunds of an invoice in the order they were recorded.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most refunds to return
   */
  public List<Refund> list(UUID invoiceId, UUID after, int atMost) {
    return PageQuery.of(entityManager, Refund.class)
        .equal("invoiceId", Optional.of(invoiceId))
        .page(after, atMost);
  }
}
