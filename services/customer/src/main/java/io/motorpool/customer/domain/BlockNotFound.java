package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** The customer has no block with this id. */
public final class BlockNotFound extends Failure {

  BlockNotFound(UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "The customer has no block %s.".formatted(id));
  }
}
