package io.motorpool.customer.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What can be done with the blocks of a customer, each in one transaction. Whoever changes a block
 * holds the customer's lock, so that none is made or lifted while the customer is being erased.
 */
@ApplicationScoped
public class BlockService {

  private final CustomerRepository customers;
  private final BlockRepository blocks;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected BlockService() {
    this(null, null, null, null);
  }

  /**
   * @param customers who can be blocked
   * @param blocks the stored blocks
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public BlockService(
      CustomerRepository customers, BlockRepository blocks, Transaction transaction, Clock clock) {
    this.customers = customers;
    this.blocks = blocks;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Blocks a customer from now on.
   *
   * @param reason why, for the desk
   * @param lastDay the last day of the block, UTC, included; empty if it holds until it is lifted
   * @throws CustomerNotFound if there is none with this id
   * @throws CustomerErased if the customer was erased
   * @throws BlockUntilInvalid if the last day is over already
   */
  public CustomerBlock block(UUID customerId, String reason, Optional<LocalDate> lastDay) {
    return transaction.call(
        () -> {
          customers.getForChange(customerId).requireActive();
          CustomerBlock block =
              CustomerBlock.of(
                  UuidCreator.getTimeOrderedEpoch(), customerId, reason, lastDay, clock.instant());
          blocks.add(block);
          return block;
        });
  }

  /**
   * Lifts a block.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @param reason why, for the desk
   * @throws CustomerNotFound if there is no such customer
   * @throws BlockNotFound if the customer has no such block
   * @throws CustomerErased if the customer was erased
   * @throws BlockAlreadyLifted if it was lifted before
   * @throws StaleVersion if the block has changed since
   */
  public CustomerBlock lift(UUID customerId, UUID blockId, OptionalLong expected, String reason) {
    return transaction.call(
        () -> {
          customers.getForChange(customerId).requireActive();
          CustomerBlock block = blocks.get(customerId, blockId);
          StaleVersion.check(expected, block.version());
          block.lift(reason, clock.instant());
          blocks.flush();
          return block;
        });
  }

  /**
   * One block of a customer.
   *
   * @throws CustomerNotFound if there is no such customer
   * @throws BlockNotFound if the customer has no such block
   */
  public CustomerBlock get(UUID customerId, UUID blockId) {
    return transaction.call(
        () -> {
          customers.get(customerId);
          return blocks.get(customerId, blockId);
        });
  }

  /**
   * A customer's blocks in the order they were made, lifted and expired ones too.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most blocks to return
   * @throws CustomerNotFound if there is no such customer
   */
  public List<CustomerBlock> list(UUID customerId, UUID after, int atMost) {
    return transaction.call(
        () -> {
          customers.get(customerId);
          return blocks.list(customerId, after, atMost);
        });
  }
}
