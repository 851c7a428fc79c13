package io.motorpool.customer.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether someone may drive from one day through another.
 *
 * @param reasons what stands against it; empty when nothing does
 * @param driverAge in full years on the first day; empty if it is not known any more
 */
public record Eligibility(List<Reason> reasons, OptionalInt driverAge) {

  /** What can stand against it. */
  public enum Code {
    /** The driving licence is not valid through the day of the return. */
    LICENCE_EXPIRES_TOO_EARLY,
    /** The driver has not reached the least age on the day of the pick-up. */
    DRIVER_TOO_YOUNG,
    /** The desk has blocked the customer. */
    CUSTOMER_BLOCKED,
    /** The customer was erased. */
    CUSTOMER_ERASED
  }

  /**
   * One thing that stands against it.
   *
   * @param code which one
   * @param detail in words, without personal data: others repeat it to their callers
   */
  public record Reason(Code code, String detail) {}

  /** Of someone of whom nothing is known any more. */
  static final Eligibility ERASED =
      new Eligibility(
          List.of(new Reason(Code.CUSTOMER_ERASED, "The customer's data was erased.")),
          OptionalInt.empty());

  /** Keeps a copy of the reasons. */
  public Eligibility {
    reasons = List.copyOf(reasons);
  }

  /**
   * Decides.
   *
   * <p>Someone is a year older on their birthday. Who was born on 29 February is so on 1 March of a
   * year without that day: the year of life ends with 28 February.
   *
   * @param from the day of the pick-up, on which the age counts
   * @param until the day of the return, through which the licence must be valid
   * @param minimumAge in full years
   */
  static Eligibility of(
      LocalDate dateOfBirth,
      DrivingLicence licence,
      LocalDate from,
      LocalDate until,
      int minimumAge) {
    List<Reason> reasons = new ArrayList<>();
    if (!licence.isValidThrough(until)) {
      reasons.add(
          new Reason(
              Code.LICENCE_EXPIRES_TOO_EARLY,
              "The driving licence is not valid through %s.".formatted(until)));
    }
    int age = Math.toIntExact(Math.max(0, ChronoUnit.YEARS.between(dateOfBirth, from)));
    if (age < minimumAge) {
      reasons.add(
          new Reason(
              Code.DRIVER_TOO_YOUNG,
              "The driver is younger than %d on %s.".formatted(minimumAge, from)));
    }
    return new Eligibility(reasons, OptionalInt.of(age));
  }

  /** The same, and the customer is blocked. Why is between the desk and the customer. */
  Eligibility blocked() {
    List<Reason> more = new ArrayList<>(reasons);
    more.add(new Reason(Code.CUSTOMER_BLOCKED, "The customer is blocked from renting."));
    return new Eligibility(more, driverAge);
  }

  /** Whether nothing stands against it. */
  public boolean isEligible() {
    return reasons.isEmpty();
  }
}
