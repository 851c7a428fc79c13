package io.motorpool.analytics.api;

import io.motorpool.analytics.domain.DayRange;
import io.motorpool.analytics.domain.Figures;
import io.motorpool.analytics.domain.ReservationFigures;
import io.motorpool.analytics.domain.ReservationStep;
import io.motorpool.analytics.domain.RevenueFigures;
import io.motorpool.contracts.analytics.api.AnalyticsApi;
import io.motorpool.contracts.analytics.model.DailyReservations;
import io.motorpool.contracts.analytics.model.DailyReservationsList;
import io.motorpool.contracts.analytics.model.DailyRevenue;
import io.motorpool.contracts.analytics.model.DailyRevenueList;
import io.motorpool.contracts.analytics.model.ReservationCounts;
import io.motorpool.contracts.analytics.model.Revenue;
import io.motorpool.contracts.analytics.model.Summary;
import io.motorpool.platform.api.InvalidParameter;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;

/** The figures over HTTP. */
@ApplicationScoped
public class AnalyticsResource implements AnalyticsApi {

  private final Figures figures;

  /** For the container, which makes the client proxy with it. */
  protected AnalyticsResource() {
    this(null);
  }

  /**
   * @param figures the figures of each day
   */
  @Inject
  public AnalyticsResource(Figures figures) {
    this.figures = figures;
  }

  @Override
  public Response getSummary(LocalDate from, LocalDate to) {
    DayRange range = range(from, to);
    return Response.ok(
            new Summary()
                .from(from)
                .to(to)
                .reservations(counts(figures.reservationsTogether(range)))
                .revenue(revenue(figures.revenueTogether(range))))
        .build();
  }

  @Override
  public Response getDailyReservations(LocalDate from, LocalDate to) {
    return Response.ok(
            new DailyReservationsList()
                .items(
                    figures.reservations(range(from, to)).entrySet().stream()
                        .map(entry -> day(entry.getKey(), entry.getValue()))
                        .toList()))
        .build();
  }

  @Override
  public Response getDailyRevenue(LocalDate from, LocalDate to) {
    return Response.ok(
            new DailyRevenueList()
                .items(
                    figures.revenue(range(from, to)).entrySet().stream()
                        .map(entry -> day(entry.getKey(), entry.getValue()))
                        .toList()))
        .build();
  }

  private static DayRange range(LocalDate from, LocalDate to) {
    try {
      return new DayRange(from, to);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameter("to", e.getMessage());
    }
  }

  private static ReservationCounts counts(ReservationFigures figures) {
    return new ReservationCounts()
        .created(figures.of(ReservationStep.CREATED))
        .confirmed(figures.of(ReservationStep.CONFIRMED))
        .started(figures.of(ReservationStep.STARTED))
        .completed(figures.of(ReservationStep.COMPLETED))
        .cancelled(figures.of(ReservationStep.CANCELLED))
        .expired(figures.of(ReservationStep.EXPIRED))
        .noShow(figures.of(ReservationStep.NO_SHOW));
  }

  private static DailyReservations day(LocalDate day, ReservationFigures figures) {
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

  private static Revenue revenue(RevenueFigures figures) {
    return new Revenue()
        .invoiced(Moneys.toModel(figures.invoiced()))
        .credited(Moneys.toModel(figures.credited()))
        .paid(Moneys.toModel(figures.paid()));
  }

  private static DailyRevenue day(LocalDate day, RevenueFigures figures) {
    return new DailyRevenue()
        .date(day)
        .invoiced(Moneys.toModel(figures.invoiced()))
        .credited(Moneys.toModel(figures.credited()))
        .paid(Moneys.toModel(figures.paid()));
  }
}
