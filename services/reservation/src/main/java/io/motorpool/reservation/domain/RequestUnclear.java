package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** What is asked for is said not at all, or in more than one way. */
public final class RequestUnclear extends Failure {

  private RequestUnclear(String type, String title, String detail, String pointer) {
    super(Kind.REFUSED, type, title, detail, pointer, null);
  }

  /**
   * A booking that says what is rented not at all or twice.
   *
   * @param pointer what is too much, the whole request if empty
   */
  static RequestUnclear booking(String detail, String pointer) {
    return new RequestUnclear(
        "booking-ambiguous", "The booking does not say clearly what is rented", detail, pointer);
  }

  /** A booking that lacks something that only a quote could say. */
  static RequestUnclear incomplete(String pointer) {
    return new RequestUnclear(
        "booking-incomplete",
        "The booking lacks something",
        "Without a quote this is needed.",
        pointer);
  }

  /** A quote that is asked for something said not at all or twice. */
  static RequestUnclear quote(String detail, String pointer) {
    return new RequestUnclear(
        "quote-ambiguous", "The request does not say clearly what to quote", detail, pointer);
  }

  /** An extra that is chosen twice. */
  static RequestUnclear extraRepeated(String code, int index) {
    return new RequestUnclear(
        "extra-repeated",
        "An extra is chosen more than once",
        "%s is chosen already; say how many by its quantity.".formatted(code),
        "/extras/" + index + "/code");
  }
}
