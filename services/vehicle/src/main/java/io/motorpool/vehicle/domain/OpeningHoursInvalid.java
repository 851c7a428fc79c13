package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.time.DayOfWeek;

/** Opening hours that no branch can keep. */
public final class OpeningHoursInvalid extends Failure {

  private OpeningHoursInvalid(String detail, String pointer) {
    super(
        Kind.REFUSED,
        "opening-hours-invalid",
        "No branch can keep such opening hours",
        detail,
        pointer,
        null);
  }

  static OpeningHoursInvalid closesBeforeItOpens(DayOfWeek day) {
    return new OpeningHoursInvalid(
        "On %s the branch must close after it opens.".formatted(day), "/openingHours");
  }

  static OpeningHoursInvalid listedTwice() {
    return new OpeningHoursInvalid("A day must not be listed twice.", "/openingHours");
  }

  static OpeningHoursInvalid unknownTimeZone() {
    return new OpeningHoursInvalid(
        "The time zone must be an IANA name such as Europe/Vienna.", "/timeZone");
  }
}
