package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** Whoever registers is known by a name that cannot be a customer's id. */
public final class SubjectNotUsable extends Failure {

  /** For a subject that is no UUID. */
  public SubjectNotUsable() {
    super(
        Kind.REFUSED,
        "subject-not-usable",
        "The subject cannot be a customer's id",
        "The token's subject is not a UUID.");
  }
}
