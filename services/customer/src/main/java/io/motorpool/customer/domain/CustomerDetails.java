package io.motorpool.customer.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a customer tells of themselves, and may tell anew.
 *
 * @param firstName as on the driving licence
 * @param lastName as on the driving licence
 * @param email unique among customers, whatever its case
 * @param phone with the country's code
 * @param dateOfBirth decides the age
 * @param drivingLicence the right to drive
 * @param address where the customer lives
 */
public record CustomerDetails(
    String firstName,
    String lastName,
    String email,
    Optional<String> phone,
    LocalDate dateOfBirth,
    DrivingLicence drivingLicence,
    Optional<Address> address) {

  private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

  /**
   * Checks what the contract's bounds cannot.
   *
   * @param today the present day
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  void check(LocalDate today) {
    if (dateOfBirth.isBefore(EARLIEST_BIRTH) || dateOfBirth.isAfter(today)) {
      throw new DateOfBirthInvalid(EARLIEST_BIRTH);
    }
    drivingLicence.check(dateOfBirth, today);
  }

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "CustomerDetails";
  }
}
