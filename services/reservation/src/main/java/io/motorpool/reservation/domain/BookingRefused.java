package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** What the customer or the vehicle service says rules the booking out. */
public final class BookingRefused extends Failure {

  private BookingRefused(String type, String title, String detail, String pointer) {
    super(Kind.REFUSED, type, title, detail, pointer, null);
  }

  /** There is no such customer. */
  public static BookingRefused customerUnknown() {
    return new BookingRefused(
        "customer-unknown", "The customer is not known", "No such customer.", "/customerId");
  }

  static BookingRefused customerNotEligible(String reasons) {
    return new BookingRefused(
        "customer-not-eligible", "The customer may not rent this vehicle", reasons, "/customerId");
  }

  static BookingRefused vehicleUnknown() {
    return new BookingRefused(
        "vehicle-unknown", "The vehicle is not known", "No such vehicle.", "/vehicleId");
  }

  /** The branch that the given field names. */
  static BookingRefused branchUnknown(String field) {
    return new BookingRefused(
        "branch-unknown", "The branch is not known", "No such branch.", "/" + field);
  }

  static BookingRefused vehicleNotRentable(String reasons) {
    return new BookingRefused(
        "vehicle-not-rentable", "The vehicle cannot be rented", reasons, "/vehicleId");
  }

  static BookingRefused branchClosed(String reasons) {
    return new BookingRefused(
        "branch-closed", "The branch is closed at that time", reasons, "/startsAt");
  }
}
