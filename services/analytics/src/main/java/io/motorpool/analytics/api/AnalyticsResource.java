package io.motorpool.analytics.api;

import io.motorpool.analytics.domain.DayRange;
import io.motorpool.analytics.domain.Figures;
import io.motorpool.analytics.domain.OutcomeReport;
import io.motorpool.analytics.domain.RevenueFilter;
import io.motorpool.analytics.domain.RevenueGroup;
import io.motorpool.analytics.domain.RevenueReport;
import io.motorpool.analytics.domain.Utilisation;
import io.motorpool.analytics.domain.UtilisationReport;
import io.motorpool.contracts.analytics.api.AnalyticsApi;
import io.motorpool.contracts.analytics.model.DailyReservationsList;
import io.motorpool.contracts.analytics.model.DailyRevenueList;
import io.motorpool.contracts.analytics.model.ReservationOutcomes;
import io.motorpool.contracts.analytics.model.RevenueGroupPage;
import io.motorpool.contracts.analytics.model.Summary;
import io.motorpool.contracts.analytics.model.UtilisationPage;
import io.motorpool.contracts.analytics.model.VehicleClassOutcome;
import io.motorpool.platform.api.InvalidParameter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The figures over HTTP. */
@ApplicationScoped
public class AnalyticsResource implements AnalyticsApi {

  private final Figures figures;
  private final RevenueReport revenue;
  private final UtilisationReport utilisation;
  private final OutcomeReport outcomes;

  /** For the container, which makes the client proxy with it. */
  protected AnalyticsResource() {
    this(null, null, null, null);
  }

  /**
   * @param figures the reservations of each day
   * @param revenue what was invoiced, credited and paid
   * @param utilisation how much of the fleet's time is booked
   * @param outcomes what became of the reservations
   */
  @Inject
  public AnalyticsResource(
      Figures figures,
      RevenueReport revenue,
      UtilisationReport utilisation,
      OutcomeReport outcomes) {
    this.figures = figures;
    this.revenue = revenue;
    this.utilisation = utilisation;
    this.outcomes = outcomes;
  }

  @Override
  public Response getSummary(LocalDate from, LocalDate to) {
    DayRange range = range(from, to);
    var currencies = revenue.byCurrency(range);
    return Response.ok(
            new Summary()
                .from(from)
                .to(to)
                .reservations(FigureModels.counts(figures.reservationsTogether(range)))
                .revenue(FigureModels.revenue(currencies.get(revenue.currency())))
                .revenueByCurrency(
                    currencies.values().stream().map(FigureModels::revenue).toList()))
        .build();
  }

  @Override
  public Response getDailyReservations(LocalDate from, LocalDate to) {
    return Response.ok(
            new DailyReservationsList()
                .items(
                    figures.reservations(range(from, to)).entrySet().stream()
                        .map(entry -> FigureModels.day(entry.getKey(), entry.getValue()))
                        .toList()))
        .build();
  }

  @Override
  public Response getReservationOutcomes(
      LocalDate from, LocalDate to, String vehicleClass, Boolean byVehicleClass) {
    DayRange range = range(from, to);
    Optional<String> wanted = Optional.ofNullable(vehicleClass);
    ReservationOutcomes answer =
        new ReservationOutcomes()
            .from(from)
            .to(to)
            .all(FigureModels.outcome(outcomes.together(range, wanted)));
    if (byVehicleClass) {
      answer.vehicleClasses(
          outcomes.byVehicleClass(range, wanted).entrySet().stream()
              .map(
                  entry ->
                      new VehicleClassOutcome()
                          .vehicleClass(entry.getKey())
                          .outcome(FigureModels.outcome(entry.getValue())))
              .toList());
    }
    return Response.ok(answer).build();
  }

  @Override
  public Response getDailyRevenue(
      LocalDate from, LocalDate to, String currency, String vehicleClass, UUID branchId) {
    return Response.ok(
            new DailyRevenueList()
                .items(
                    revenue
                        .daily(range(from, to), filter(currency, vehicleClass, branchId))
                        .entrySet()
                        .stream()
                        .map(entry -> FigureModels.day(entry.getKey(), entry.getValue()))
                        .toList()))
        .build();
  }

  @Override
  public Response listRevenueGroups(
      LocalDate from,
      LocalDate to,
      String currency,
      String vehicleClass,
      UUID branchId,
      Integer limit,
      String cursor) {
    List<RevenueGroup> found =
        revenue.groups(
            range(from, to),
            filter(currency, vehicleClass, branchId),
            PlaceCursor.position(cursor),
            limit + 1);
    return Response.ok(
            new RevenueGroupPage()
                .items(found.stream().limit(limit).map(FigureModels::group).toList())
                .nextCursor(PlaceCursor.afterPosition(found, limit)))
        .build();
  }

  @Override
  public Response listUtilisation(
      LocalDate from,
      LocalDate to,
      String vehicleClass,
      UUID branchId,
      Integer limit,
      String cursor) {
    List<Utilisation> found =
        utilisation.list(
            range(from, to),
            Optional.ofNullable(vehicleClass),
            Optional.ofNullable(branchId),
            PlaceCursor.place(cursor),
            limit + 1);
    return Response.ok(
            new UtilisationPage()
                .items(found.stream().limit(limit).map(FigureModels::utilisation).toList())
                .nextCursor(PlaceCursor.afterPlace(found, limit, Utilisation::place)))
        .build();
  }

  private static RevenueFilter filter(String currency, String vehicleClass, UUID branchId) {
    return new RevenueFilter(
        Optional.ofNullable(currency),
        Optional.ofNullable(vehicleClass),
        Optional.ofNullable(branchId));
  }

  private static DayRange range(LocalDate from, LocalDate to) {
    try {
      return new DayRange(from, to);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameter("to", e.getMessage());
    }
  }
}
