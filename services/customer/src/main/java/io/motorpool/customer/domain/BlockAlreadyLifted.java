package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** A block is lifted once. */
public final class BlockAlreadyLifted extends Failure {

  BlockAlreadyLifted() {
    super(
        Kind.CONFLICT,
        "block-already-lifted",
        "The block was lifted before",
        "The block was lifted before; it stands against the customer no longer.");
  }
}
