package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What it costs to call a rental off, and what not to come. A reservation keeps those of its
 * booking.
 *
 * @param steps the later in the list, the nearer to the start; the last one ends with it
 * @param noShow what it costs not to come; holds from the start on for a cancellation too, so that
 *     nobody who has not come is better off by cancelling
 */
public record CancellationTerms(List<CancellationStep> steps, CancellationCharge noShow) {

  /**
   * @throws CancellationPolicyInvalid if the steps do not come nearer to the start, or end before
   */
  public CancellationTerms {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).hoursBefore() >= steps.get(i - 1).hoursBefore()) {
        throw CancellationPolicyInvalid.stepNotNearer(i);
      }
    }
    if (steps.getLast().hoursBefore() != 0) {
      throw CancellationPolicyInvalid.lastStepEndsBeforeTheStart(steps.size() - 1);
    }
  }

  /**
   * What it costs to cancel now.
   *
   * @param total what the rental costs, tax included
   * @param dayPrice what a rental day costs, if that is agreed on
   * @param startsAt when the rental begins
   */
  public CancellationQuote quote(
      Money total, Optional<DayPrice> dayPrice, Instant startsAt, Instant now) {
    for (int i = 0; i < steps.size(); i++) {
      if (!now.isAfter(end(i, startsAt))) {
        return inStep(i, total, dayPrice, startsAt);
      }
    }
    return new CancellationQuote(
        noShow.fee(total, dayPrice), noShow.inWords() + " from the start on", Optional.empty());
  }

  private CancellationQuote inStep(
      int present, Money total, Optional<DayPrice> dayPrice, Instant startsAt) {
    CancellationStep step = steps.get(present);
    Money fee = step.charge().fee(total, dayPrice);
    Optional<Instant> validUntil = Optional.empty();
    for (int i = present; i < steps.size() && validUntil.isEmpty(); i++) {
      CancellationCharge next = i + 1 < steps.size() ? steps.get(i + 1).charge() : noShow;
      if (next.fee(total, dayPrice).compareTo(fee) > 0) {
        validUntil = Optional.of(end(i, startsAt));
      }
    }
    String until =
        step.hoursBefore() == 0
            ? " until the start"
            : " until %d hours before the start".formatted(step.hoursBefore());
    return new CancellationQuote(fee, step.charge().inWords() + until, validUntil);
  }

  private Instant end(int step, Instant startsAt) {
    return startsAt.minus(Duration.ofHours(steps.get(step).hoursBefore()));
  }
}
