package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is to be taken off an invoice, and why.
 *
 * @param lines what is taken off, at least one line; a negative one makes the credit smaller
 * @param reason why, in words for the customer
 * @param place where a caller has said how much, as a JSON pointer
 */
public record Credit(List<InvoiceLine> lines, String reason, String place) {

  private static final String LINES = "/lines";

  /** Keeps a copy of the lines. */
  public Credit {
    lines = List.copyOf(lines);
  }

  /** A credit that is itemised. */
  public static Credit of(List<InvoiceLine> lines, String reason) {
    return new Credit(lines, reason, LINES);
  }

  /** A credit of an amount, with any tax in it; its one line says why. */
  public static Credit of(Money amount, String reason) {
    return new Credit(
        List.of(InvoiceLine.of(PriceLineType.OTHER, InvoiceLine.description(reason), 1, amount)),
        reason,
        "/amount/amount");
  }

  /** What the lines come to. */
  Money total() {
    return Lines.total(lines);
  }

  /** Whether all of it is in one currency. */
  boolean isIn(String currency) {
    return placeOfOtherCurrency(currency).isEmpty();
  }

  /** Where it is in another currency, as a JSON pointer; empty if all of it is in this one. */
  Optional<String> placeOfOtherCurrency(String currency) {
    return IntStream.range(0, lines.size())
        .filter(i -> !lines.get(i).currency().equals(currency))
        .mapToObj(i -> place.equals(LINES) ? LINES + "/" + i + "/unitPrice" : "/amount")
        .map(money -> money + "/currency")
        .findFirst();
  }
}
