package io.motorpool.customer.domain;

import io.motorpool.platform.failure.Failure;

/** A driving licence that nobody can hold. */
public final class DrivingLicenceInvalid extends Failure {

  private DrivingLicenceInvalid(String detail, String field) {
    super(
        Kind.REFUSED,
        "driving-licence-invalid",
        "Nobody can hold such a driving licence",
        detail,
        "/drivingLicence/" + field,
        null);
  }

  static DrivingLicenceInvalid expiresBeforeItIsIssued() {
    return new DrivingLicenceInvalid(
        "The driving licence must not expire before it is issued.", "expiresOn");
  }

  static DrivingLicenceInvalid issuedBeforeBirth() {
    return new DrivingLicenceInvalid(
        "The driving licence must not be issued before its holder is born.", "issuedOn");
  }

  static DrivingLicenceInvalid issuedInTheFuture() {
    return new DrivingLicenceInvalid(
        "The driving licence must not be issued in the future.", "issuedOn");
  }
}
