package io.motorpool.customer.api;

import io.motorpool.customer.domain.BlockRepository;
import io.motorpool.customer.domain.Customer;
import io.motorpool.customer.domain.CustomerChanged;
import io.motorpool.platform.idempotency.KeptAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Answers that are kept for requests with an Idempotency-Key hold what a customer has told, too. In
 * the transaction of an erasure they become what can be answered from then on, rather than being
 * forgotten: a request that comes again must not register the customer anew.
 */
@ApplicationScoped
public class ErasedAnswers {

  private final KeptAnswers answers;
  private final BlockRepository blocks;

  /** For the container, which makes the client proxy with it. */
  protected ErasedAnswers() {
    this(null, null);
  }

  /**
   * @param answers what is kept
   * @param blocks the customer's blocks
   */
  @Inject
  public ErasedAnswers(KeptAnswers answers, BlockRepository blocks) {
    this.answers = answers;
    this.blocks = blocks;
  }

  void on(@Observes CustomerChanged change) {
    if (change.change() == CustomerChanged.Change.ERASED) {
      Customer customer = change.customer();
      answers.replaceBody(CustomerResource.location(customer), CustomerModels.toModel(customer));
      blocks
          .all(customer.id())
          .forEach(
              block ->
                  answers.replaceBody(
                      BlockResource.location(block), CustomerModels.toModel(block)));
    }
  }
}
