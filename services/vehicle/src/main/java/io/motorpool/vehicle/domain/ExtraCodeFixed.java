package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** An extra cannot take another code: reservations name it by the one it has. */
public final class ExtraCodeFixed extends Failure {

  private ExtraCodeFixed(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "extra-code-fixed",
        "The code of an extra cannot change",
        detail,
        pointer,
        null);
  }

  static ExtraCodeFixed at(String code) {
    return new ExtraCodeFixed("The code must be %s.".formatted(code), "/code");
  }
}
