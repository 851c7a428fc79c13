package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** An extra is asked for in two places. */
public final class ExtraListedTwice extends Failure {

  private ExtraListedTwice(String detail, String pointer) {
    super(Kind.REFUSED, "extra-listed-twice", "An extra is listed twice", detail, pointer, null);
  }

  static ExtraListedTwice at(String code, String pointer) {
    return new ExtraListedTwice("The extra %s is listed twice.".formatted(code), pointer);
  }
}
