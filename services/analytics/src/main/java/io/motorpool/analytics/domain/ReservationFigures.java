package io.motorpool.analytics.domain;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many reservations took each step, on a day or over several.
 *
 * @param counts the count of every step
 */
public record ReservationFigures(Map<ReservationStep, Long> counts) {

  /** Steps that are left out were not taken. */
  public ReservationFigures {
    Map<ReservationStep, Long> all = new EnumMap<>(ReservationStep.class);
    for (ReservationStep step : ReservationStep.values()) {
      all.put(step, counts.getOrDefault(step, 0L));
    }
    counts = Map.copyOf(all);
  }

  /** Nothing happened. */
  public static ReservationFigures none() {
    return new ReservationFigures(Map.of());
  }

  /** How many reservations took the step. */
  public long of(ReservationStep step) {
    return counts.get(step);
  }

  /** Both together. */
  public ReservationFigures plus(ReservationFigures other) {
    Map<ReservationStep, Long> sums = new EnumMap<>(counts);
    other.counts.forEach((step, count) -> sums.merge(step, count, Long::sum));
    return new ReservationFigures(sums);
  }
}
