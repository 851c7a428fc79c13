package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.util.List;

/**
 * What a rental costs, itemised. The vehicle service's tariff computes it; it is kept with the
 * reservation as it was then.
 *
 * @param lines at least one line, all in one currency; the last one is the tax, if there is any
 */
public record Price(List<PriceLine> lines) {

  /** Keeps a copy of the lines. */
  public Price {
    lines = List.copyOf(lines);
  }

  /** The sum of the lines. */
  public Money total() {
    return lines.stream().map(PriceLine::total).reduce(Money::plus).orElseThrow();
  }

  /** Whether there is a line of this type. */
  public boolean has(PriceLine.Type type) {
    return lines.stream().anyMatch(line -> line.type() == type);
  }
}
