package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be said of the lines of invoices and credit notes, all of one currency. */
final class Lines {

  private Lines() {}

  /** The sum of the lines, of which there is at least one. */
  static Money total(List<InvoiceLine> lines) {
    return lines.stream().map(InvoiceLine::total).reduce(Money::plus).orElseThrow();
  }

  /** The lines with the opposite sign. */
  static List<InvoiceLine> negated(List<InvoiceLine> lines) {
    return lines.stream().map(InvoiceLine::negated).toList();
  }

  /**
   * The lines that lead from one price to another: what was added, and, with a negative unit price,
   * what was taken away. Of what is there more or less often only the difference is left, and so it
   * is of the tax. Empty if both are made of the same.
   *
   * @throws ChargeInconsistent if they are of different currencies
   */
  static List<InvoiceLine> difference(List<InvoiceLine> now, List<InvoiceLine> before) {
    Map<Item, Integer> items = new LinkedHashMap<>();
    Map<Item, Money> taxes = new LinkedHashMap<>();
    String currency = now.isEmpty() ? null : now.getFirst().currency();
    for (InvoiceLine line : now) {
      add(line, 1, items, taxes);
    }
    for (InvoiceLine line : before) {
      if (currency != null && !line.currency().equals(currency)) {
        throw new ChargeInconsistent(
            "What was billed in %s cannot change to %s.".formatted(line.currency(), currency));
      }
      add(line, -1, items, taxes);
    }
    List<InvoiceLine> difference = new ArrayList<>();
    items.forEach(
        (item, times) -> {
          if (times != 0) {
            Money unit = times < 0 ? item.unitPrice().negated() : item.unitPrice();
            difference.add(InvoiceLine.of(item.type(), item.description(), Math.abs(times), unit));
          }
        });
    taxes.forEach(
        (item, tax) -> {
          if (!tax.isZero()) {
            difference.add(InvoiceLine.of(item.type(), item.description(), 1, tax));
          }
        });
    return difference;
  }

  private static void add(
      InvoiceLine line, int sign, Map<Item, Integer> items, Map<Item, Money> taxes) {
    if (line.type() == PriceLineType.TAX) {
      Money tax = sign < 0 ? line.total().negated() : line.total();
      Item item = new Item(line.type(), line.description(), Money.zero(line.currency()));
      taxes.merge(item, tax, Money::plus);
    } else {
      Item item = new Item(line.type(), line.description(), line.unitPrice());
      items.merge(item, sign * line.quantity(), Integer::sum);
    }
  }

  /**
   * Splits lines in two, each line by the same proportion, so that the tax stays with what it is
   * on. Cents that cannot be split so go with the largest line.
   *
   * @param part what the first half is to come to, above zero and below the lines' total, which is
   *     above zero too
   */
  static Split split(List<InvoiceLine> lines, Money part) {
    Money total = total(lines);
    List<Money> shares = new ArrayList<>();
    Money missing = part;
    for (InvoiceLine line : lines) {
      BigDecimal share =
          line.amount().multiply(part.amount()).divide(total.amount(), 2, RoundingMode.HALF_UP);
      shares.add(new Money(share, part.currency()));
      missing = missing.minus(shares.getLast());
    }
    int largest =
        lines.indexOf(lines.stream().max(Comparator.comparing(InvoiceLine::amount)).orElseThrow());
    shares.set(largest, shares.get(largest).plus(missing));

    List<InvoiceLine> first = new ArrayList<>();
    List<InvoiceLine> rest = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      addShare(first, lines.get(i), shares.get(i));
      addShare(rest, lines.get(i), lines.get(i).total().minus(shares.get(i)));
    }
    return new Split(first, rest);
  }

  private static void addShare(List<InvoiceLine> to, InvoiceLine of, Money share) {
    if (!share.isZero()) {
      to.add(InvoiceLine.of(of.type(), of.description(), 1, share));
    }
  }

  /**
   * Lines in two parts that together come to what they came to as a whole.
   *
   * @param part what was asked for
   * @param rest what is left
   */
  record Split(List<InvoiceLine> part, List<InvoiceLine> rest) {}

  /** What makes two lines one. */
  private record Item(PriceLineType type, String description, Money unitPrice) {}
}
