package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;
import java.time.Duration;

/** A period that nobody can reserve a vehicle for. */
public final class PeriodInvalid extends Failure {

  private PeriodInvalid(String detail, String pointer) {
    super(Kind.REFUSED, "period-invalid", "The period cannot be reserved", detail, pointer, null);
  }

  static PeriodInvalid endsBeforeItStarts() {
    return new PeriodInvalid("The period must end after it starts.", "/endsAt");
  }

  static PeriodInvalid startsInThePast() {
    return new PeriodInvalid("The period must not start in the past.", "/startsAt");
  }

  static PeriodInvalid endsInThePast() {
    return new PeriodInvalid("The period must not end in the past.", "/endsAt");
  }

  static PeriodInvalid tooLong(Duration longest) {
    return new PeriodInvalid(
        "The period must not be longer than %d days.".formatted(longest.toDays()), "/endsAt");
  }
}
