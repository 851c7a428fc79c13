package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** Another customer has the e-mail address. */
public final class EmailAlreadyRegistered extends Failure {

  EmailAlreadyRegistered(Throwable cause) {
    super(
        Kind.CONFLICT,
        "email-already-registered",
        "The e-mail address is already registered",
        "Another customer is registered with this e-mail address.",
        "/email",
        cause);
  }
}
