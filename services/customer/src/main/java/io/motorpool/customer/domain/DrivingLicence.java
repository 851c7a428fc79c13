package io.motorpool.customer.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/**
 * The right to drive, valid from the day of issue through the day it expires.
 *
 * @param number the number on the licence
 * @param country ISO 3166-1 alpha-2 code of the country that issued it
 * @param issuedOn the first day it is valid
 * @param expiresOn the last day it is valid
 */
@Embeddable
public record DrivingLicence(
    @Column(name = "licence_number") String number,
    @Column(name = "licence_country") String country,
    @Column(name = "licence_issued_on") LocalDate issuedOn,
    @Column(name = "licence_expires_on") LocalDate expiresOn) {

  /**
   * Checks that somebody can hold this licence.
   *
   * @param dateOfBirth the holder's
   * @param today the present day
   * @throws DrivingLicenceInvalid if nobody can
   */
  void check(LocalDate dateOfBirth, LocalDate today) {
    if (expiresOn.isBefore(issuedOn)) {
      throw DrivingLicenceInvalid.expiresBeforeItIsIssued();
    }
    if (issuedOn.isBefore(dateOfBirth)) {
      throw DrivingLicenceInvalid.issuedBeforeBirth();
    }
    if (issuedOn.isAfter(today)) {
      throw DrivingLicenceInvalid.issuedInTheFuture();
    }
  }

  /** Whether it is still valid on that day. */
  public boolean isValidThrough(LocalDate day) {
    return !expiresOn.isBefore(day);
  }

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "DrivingLicence";
  }
}
