package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;
import java.time.LocalDate;

/** A date on which no living customer was born. */
public final class DateOfBirthInvalid extends Failure {

  DateOfBirthInvalid(LocalDate earliest) {
    super(
        Kind.REFUSED,
        "date-of-birth-invalid",
        "No customer was born on that day",
        "The date of birth must lie between %s and today.".formatted(earliest),
        "/dateOfBirth",
        null);
  }
}
