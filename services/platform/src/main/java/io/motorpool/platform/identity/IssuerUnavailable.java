package io.motorpool.platform.identity;

import io.motorpool.platform.failure.Failure;

/** The issuer's keys are not known and cannot be had now, so that no token can be verified. */
public final class IssuerUnavailable extends Failure {

  IssuerUnavailable(Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "issuer-unavailable",
        "Issuer unavailable",
        "The keys of the token's issuer cannot be had now.",
        null,
        cause);
  }
}
