package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.Failure;

/** A quote that cannot be taken up. */
public final class QuoteRefused extends Failure {

  private QuoteRefused(String type, String title, String detail, String pointer) {
    super(Kind.REFUSED, type, title, detail, pointer, null);
  }

  /** There is no such quote. */
  public static QuoteRefused unknown() {
    return new QuoteRefused(
        "quote-unknown", "The quote is not known", "No such quote.", "/quoteId");
  }

  static QuoteRefused expired() {
    return new QuoteRefused(
        "quote-expired", "The quote has expired", "Its price holds no longer.", "/quoteId");
  }

  static QuoteRefused used() {
    return new QuoteRefused(
        "quote-used",
        "The quote was used already",
        "A reservation was made from it before.",
        "/quoteId");
  }

  static QuoteRefused forAnotherCustomer() {
    return new QuoteRefused(
        "quote-for-another-customer",
        "The quote is for another customer",
        "Only the customer it was made for can use it.",
        "/customerId");
  }

  static QuoteRefused forAnotherDriver() {
    return new QuoteRefused(
        "quote-for-another-driver",
        "The quote is for another driver",
        "It has no fee for young drivers, which this customer has to pay.",
        "/customerId");
  }
}
