package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the return of a vehicle adds to a rental's price, and what it takes off it, by the terms
 * that were agreed on. Amounts of the terms are before tax; the last line is the tax on all but
 * damage.
 */
final class Settlement {

  private static final Duration DAY = Duration.ofDays(1);
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final ReservationSnapshot reservation;
  private final Optional<Handover> handover;
  private final Handback handback;
  private final List<InvoiceLine> lines = new ArrayList<>();

  private Settlement(ReservationSnapshot reservation) {
    this.reservation = reservation;
    this.handover = Optional.ofNullable(reservation.getHandover());
    this.handback = reservation.getHandback();
  }

  /**
   * The lines of a rental that is over; none if nothing is left to be settled. Without terms only
   * damage is charged.
   *
   * @param reservation with its handback
   * @throws ChargeInconsistent if they are of another currency than the rental's price
   */
  static List<InvoiceLine> lines(ReservationSnapshot reservation) {
    Settlement settlement = new Settlement(reservation);
    Optional<RentalTerms> terms = Optional.ofNullable(reservation.getTerms());
    terms.ifPresent(settlement::byTerms);
    List<InvoiceLine> taxed = List.copyOf(settlement.lines);
    settlement.damage();
    String currency = reservation.getPrice().getTotal().getCurrency();
    if (settlement.lines.stream().anyMatch(line -> !line.currency().equals(currency))) {
      throw new ChargeInconsistent("A rental in %s is settled in it.".formatted(currency));
    }
    if (!taxed.isEmpty()) {
      settlement.tax(terms.orElseThrow(), Lines.total(taxed));
    }
    return List.copyOf(settlement.lines);
  }

  private void byTerms(RentalTerms terms) {
    TimeRate rate = TimeRate.of(terms.getRate());
    lateReturn(rate, Duration.ofMinutes(terms.getLateReturnGraceMinutes()));
    earlyReturn(rate, terms.getEarlyReturnCreditPercent());
    excessKilometres(terms);
    fuel(terms);
    Optional.ofNullable(handback.getOtherBranchFee())
        .ifPresent(
            fee ->
                add(
                    PriceLineType.ONE_WAY,
                    "Return at another branch than agreed on",
                    1,
                    Moneys.fromModel(fee)));
  }

  /** Beyond the grace all of it is charged, since the agreed end. */
  private void lateReturn(TimeRate rate, Duration grace) {
    Duration late = Duration.between(reservation.getEndsAt(), handback.getReturnedAt());
    if (late.compareTo(grace) > 0) {
      TimeRate.Units units = rate.leastUnits(late);
      add(PriceLineType.LATE_RETURN, "Late return, days", units.days(), rate.daily());
      add(PriceLineType.LATE_RETURN, "Late return, hours", units.hours(), rate.hourly());
    }
  }

  /**
   * Who picks up later than agreed on has used the time all the same: the vehicle was kept. Who
   * picks up earlier has used more, but paid for what was agreed on.
   */
  private void earlyReturn(TimeRate rate, int percent) {
    OffsetDateTime start = earlier(reservation.getStartsAt(), pickedUpAt());
    if (handback.getReturnedAt().isBefore(reservation.getEndsAt())) {
      Duration agreed = Duration.between(reservation.getStartsAt(), reservation.getEndsAt());
      Duration used = Duration.between(start, handback.getReturnedAt());
      Money unused = rate.price(agreed).minus(rate.price(used.isNegative() ? Duration.ZERO : used));
      if (!unused.isNegative()) {
        Money credit = percent(unused, BigDecimal.valueOf(percent));
        add(PriceLineType.EARLY_RETURN, "Time not used", 1, credit.negated());
      }
    }
  }

  private void excessKilometres(RentalTerms terms) {
    if (terms.getIncludedKilometresPerDay() == null
        || terms.getExcessKilometreRate() == null
        || handover.isEmpty()) {
      return;
    }
    Duration agreed = Duration.between(reservation.getStartsAt(), reservation.getEndsAt());
    Duration real = Duration.between(pickedUpAt(), handback.getReturnedAt());
    long days = TimeRate.begun(agreed.compareTo(real) >= 0 ? agreed : real, DAY);
    long driven = (long) handback.getOdometerKm() - handover.get().getOdometerKm();
    add(
        PriceLineType.EXCESS_KILOMETRES,
        "Kilometres beyond those included",
        driven - days * terms.getIncludedKilometresPerDay(),
        Moneys.fromModel(terms.getExcessKilometreRate()));
  }

  private void fuel(RentalTerms terms) {
    if (terms.getMissingFuelRate() != null && handover.isPresent()) {
      add(
          PriceLineType.FUEL,
          "Missing fuel or charge, per cent",
          handover.get().getFuelLevelPercent() - handback.getFuelLevelPercent(),
          Moneys.fromModel(terms.getMissingFuelRate()));
    }
  }

  private void damage() {
    for (Damage damage : Optional.ofNullable(handback.getDamage()).orElse(List.of())) {
      if (damage.getCharge() != null) {
        add(
            PriceLineType.DAMAGE,
            InvoiceLine.description("Damage: " + damage.getDescription()),
            1,
            Moneys.fromModel(damage.getCharge()));
      }
    }
  }

  private void tax(RentalTerms terms, Money taxed) {
    BigDecimal percent = terms.getTaxPercent();
    add(
        PriceLineType.TAX,
        "Tax %s %%".formatted(percent.stripTrailingZeros().toPlainString()),
        1,
        percent(taxed, percent));
  }

  private void add(PriceLineType type, String description, long quantity, Money unitPrice) {
    if (quantity > 0 && !unitPrice.isZero()) {
      lines.add(InvoiceLine.of(type, description, Math.toIntExact(quantity), unitPrice));
    }
  }

  private OffsetDateTime pickedUpAt() {
    return handover.map(Handover::getPickedUpAt).orElse(reservation.getStartsAt());
  }

  private static OffsetDateTime earlier(OffsetDateTime one, OffsetDateTime other) {
    return one.isBefore(other) ? one : other;
  }

  private static Money percent(Money of, BigDecimal percent) {
    return new Money(
        of.amount().multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP), of.currency());
  }
}
