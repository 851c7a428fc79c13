package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** Something is to be rented along that there is not. */
public final class ExtraUnknown extends Failure {

  private ExtraUnknown(String detail, String pointer) {
    super(Kind.REFUSED, "extra-unknown", "The extra is not known", detail, pointer, null);
  }

  static ExtraUnknown at(String code, String pointer) {
    return new ExtraUnknown("No extra %s.".formatted(code), pointer);
  }
}
