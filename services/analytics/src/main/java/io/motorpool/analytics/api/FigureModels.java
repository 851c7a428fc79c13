package io.motorpool.analytics.api;

import io.motorpool.analytics.domain.ClassAtBranch;
import io.motorpool.analytics.domain.Outcome;
import io.motorpool.analytics.domain.ReservationFigures;
import io.motorpool.analytics.domain.ReservationStep;
import io.motorpool.analytics.domain.RevenueFigures;
import io.motorpool.analytics.domain.Share;
import io.motorpool.contracts.analytics.model.DailyReservations;
import io.motorpool.contracts.analytics.model.DailyRevenue;
import io.motorpool.contracts.analytics.model.Rebuild;
import io.motorpool.contracts.analytics.model.ReservationCounts;
import io.motorpool.contracts.analytics.model.ReservationOutcome;
import io.motorpool.contracts.analytics.model.Revenue;
import io.motorpool.contracts.analytics.model.RevenueGroup;
import io.motorpool.contracts.analytics.model.Utilisation;
import io.motorpool.platform.money.Moneys;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The figures as the contract shows them. */
final class FigureModels {

  private static final BigDecimal NO_PERCENT = new BigDecimal("0.00");

  private FigureModels() {}

  static ReservationCounts counts(ReservationFigures figures) {
    return new ReservationCounts()
        .created(figures.of(ReservationStep.CREATED))
        .confirmed(figures.of(ReservationStep.CONFIRMED))
        .started(figures.of(ReservationStep.STARTED))
        .completed(figures.of(ReservationStep.COMPLETED))
        .cancelled(figures.of(ReservationStep.CANCELLED))
        .expired(figures.of(ReservationStep.EXPIRED))
        .noShow(figures.of(ReservationStep.NO_SHOW));
  }

  static DailyReservations day(LocalDate day, ReservationFigures figures) {
    return new DailyReservations()
        .date(day)
        .created(figures.of(ReservationStep.CREATED))
        .confirmed(figures.of(ReservationStep.CONFIRMED))
        .started(figures.of(ReservationStep.STARTED))
        .completed(figures.of(ReservationStep.COMPLETED))
        .cancelled(figures.of(ReservationStep.CANCELLED))
        .expired(figures.of(ReservationStep.EXPIRED))
        .noShow(figures.of(ReservationStep.NO_SHOW));
  }

  static Revenue revenue(RevenueFigures figures) {
    return new Revenue()
        .invoiced(Moneys.toModel(figures.invoiced()))
        .credited(Moneys.toModel(figures.credited()))
        .revenue(Moneys.toModel(figures.revenue()))
        .paid(Moneys.toModel(figures.paid()))
        .overdue(Moneys.toModel(figures.overdue()));
  }

  static DailyRevenue day(LocalDate day, RevenueFigures figures) {
    return new DailyRevenue()
        .date(day)
        .invoiced(Moneys.toModel(figures.invoiced()))
        .credited(Moneys.toModel(figures.credited()))
        .revenue(Moneys.toModel(figures.revenue()))
        .paid(Moneys.toModel(figures.paid()))
        .overdue(Moneys.toModel(figures.overdue()));
  }

  static RevenueGroup group(io.motorpool.analytics.domain.RevenueGroup group) {
    return new RevenueGroup()
        .vehicleClass(group.place().map(ClassAtBranch::vehicleClass).orElse(null))
        .branchId(group.place().map(ClassAtBranch::branchId).orElse(null))
        .currency(group.figures().currency())
        .revenue(revenue(group.figures()));
  }

  static Utilisation utilisation(io.motorpool.analytics.domain.Utilisation utilisation) {
    return new Utilisation()
        .vehicleClass(utilisation.place().vehicleClass())
        .branchId(utilisation.place().branchId())
        .reservations(utilisation.reservations())
        .bookedMinutes(utilisation.booked().toMinutes())
        .vehicles(utilisation.vehicles())
        .fleetMinutes(utilisation.fleet().toMinutes())
        .utilisationPercent(utilisation.share().percent().orElse(null));
  }

  static ReservationOutcome outcome(Outcome outcome) {
    return new ReservationOutcome()
        .reservations(outcome.reservations())
        .cancelled(outcome.cancelled())
        .cancellationPercent(percent(outcome.cancelled(), outcome))
        .noShow(outcome.noShow())
        .noShowPercent(percent(outcome.noShow(), outcome))
        .expired(outcome.expired())
        .expiryPercent(percent(outcome.expired(), outcome))
        .averageLeadTimeMinutes(minutes(outcome.averageLead()))
        .medianLeadTimeMinutes(minutes(outcome.medianLead()))
        .averageRentalMinutes(minutes(outcome.averageRental()));
  }

  static Rebuild rebuild(io.motorpool.analytics.domain.Rebuild rebuild) {
    return new Rebuild()
        .events(rebuild.events())
        .reservations(rebuild.reservations())
        .keptReservations(rebuild.keptReservations())
        .invoiceChanges(rebuild.invoiceChanges())
        .keptInvoiceChanges(rebuild.keptInvoiceChanges())
        .startedAt(rebuild.startedAt().atOffset(ZoneOffset.UTC))
        .finishedAt(rebuild.finishedAt().atOffset(ZoneOffset.UTC));
  }

  private static BigDecimal percent(long part, Outcome outcome) {
    return new Share(part, outcome.reservations()).percent().orElse(NO_PERCENT);
  }

  private static Long minutes(Optional<Duration> duration) {
    return duration.map(Duration::toMinutes).orElse(null);
  }
}
