package io.motorpool.reservation.api;

import io.motorpool.platform.identity.Caller;
import io.motorpool.reservation.domain.BookingRefused;
import io.motorpool.reservation.domain.Quote;
import io.motorpool.reservation.domain.QuoteNotFound;
import io.motorpool.reservation.domain.QuoteRefused;
import io.motorpool.reservation.domain.QuoteService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose quotes are whose. What a customer asks for is quoted to that customer; what the desk quotes
 * to nobody in particular is the desk's.
 */
@ApplicationScoped
public class OwnQuotes {

  private final QuoteService quotes;

  /** For the container, which makes the client proxy with it. */
  protected OwnQuotes() {
    this(null);
  }

  /**
   * @param quotes what was quoted
   */
  @Inject
  public OwnQuotes(QuoteService quotes) {
    this.quotes = quotes;
  }

  /**
   * A quote, for whom it concerns.
   *
   * @throws QuoteNotFound if there is none, or it is none of the caller's business
   */
  Quote get(UUID quoteId) {
    Quote quote = quotes.get(quoteId);
    if (Caller.present().isLimited()
        && !quote.customerId().filter(Caller.present()::mayAct).isPresent()) {
      throw new QuoteNotFound(quoteId);
    }
    return quote;
  }

  /**
   * Checks that the caller can have a quote in mind. What else there is to say of it the booking
   * says.
   *
   * @throws QuoteRefused if there is none for the caller
   */
  void requireUsable(UUID quoteId) {
    if (Caller.present().isLimited()) {
      try {
        get(quoteId);
      } catch (QuoteNotFound e) {
        throw QuoteRefused.unknown();
      }
    }
  }

  /**
   * Whom a price is quoted to.
   *
   * @throws BookingRefused if nobody is named by somebody who is no customer either: such quotes
   *     would be nobody's, and without a limit
   */
  static Optional<UUID> customer(Optional<UUID> named) {
    Caller caller = Caller.present();
    if (!caller.isLimited() || named.isPresent()) {
      return named;
    }
    return Optional.of(caller.own().orElseThrow(BookingRefused::customerUnknown));
  }
}
