package io.motorpool.analytics.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The figures of each day, computed from the facts. */
@ApplicationScoped
public class Figures {

  private static final String RESERVATIONS =
      """
      select cast(step.moment at time zone 'UTC' as date) as day, step.name as step, count(*) as taken
      from (%s) as step (name, moment)
      group by day, step.name
      """
          .formatted(
              Stream.of(ReservationStep.values())
                  .map(
                      step ->
                          "select '%s', %2$s from reservation_fact where %2$s >= :begin and %2$s < :end"
                              .formatted(step, step.column()))
                  .collect(Collectors.joining(" union all ")));

  private static final String REVENUE =
      """
      select cast(step.moment at time zone 'UTC' as date) as day, step.name as step, sum(step.amount) as amount
      from (%s) as step (name, moment, amount)
      group by day, step.name
      """
          .formatted(
              Stream.of(InvoiceStep.values())
                  .map(
                      step ->
                          ("select '%s', %2$s, %3$s from invoice_fact"
                                  + " where %2$s >= :begin and %2$s < :end and currency = :currency")
                              .formatted(step, step.moment(), step.amount()))
                  .collect(Collectors.joining(" union all ")));

  private final EntityManager entityManager;

  private final Transaction transaction;
  private final String currency;

  /** For the container, which makes the client proxy with it. */
  protected Figures() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction for reading
   * @param currency the ISO 4217 code of the currency that revenue is summed up in; what was
   *     invoiced in another is left out
   */
  @Inject
  public Figures(
      EntityManager entityManager,
      Transaction transaction,
      @ConfigProperty(name = "motorpool.analytics.currency") String currency) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.currency = currency;
  }

  /** The reservations of each day of the range, in order, days without any included. */
  public SortedMap<LocalDate, ReservationFigures> reservations(DayRange range) {
    Map<LocalDate, Map<ReservationStep, Long>> found =
        rows(RESERVATIONS, range, Map.of())
            .collect(
                Collectors.groupingBy(
                    Figures::day,
                    Collectors.toMap(
                        row -> ReservationStep.valueOf(row.get("step", String.class)),
                        row -> row.get("taken", Number.class).longValue())));
    SortedMap<LocalDate, ReservationFigures> days = new TreeMap<>();
    range
        .days()
        .forEach(day -> days.put(day, new ReservationFigures(found.getOrDefault(day, Map.of()))));
    return days;
  }

  /** The revenue of each day of the range, in order, days without any included. */
  public SortedMap<LocalDate, RevenueFigures> revenue(DayRange range) {
    Map<LocalDate, Map<InvoiceStep, Money>> found =
        rows(REVENUE, range, Map.of("currency", currency))
            .collect(
                Collectors.groupingBy(
                    Figures::day,
                    Collectors.toMap(
                        row -> InvoiceStep.valueOf(row.get("step", String.class)),
                        row -> new Money(row.get("amount", BigDecimal.class), currency),
                        Money::plus,
                        () -> new EnumMap<>(InvoiceStep.class))));
    SortedMap<LocalDate, RevenueFigures> days = new TreeMap<>();
    range.days().forEach(day -> days.put(day, revenue(found.getOrDefault(day, Map.of()))));
    return days;
  }

  /** The reservations of the whole range. */
  public ReservationFigures reservationsTogether(DayRange range) {
    return reservations(range).values().stream()
        .reduce(ReservationFigures.none(), ReservationFigures::plus);
  }

  /** The revenue of the whole range. */
  public RevenueFigures revenueTogether(DayRange range) {
    return revenue(range).values().stream()
        .reduce(RevenueFigures.none(currency), RevenueFigures::plus);
  }

  private RevenueFigures revenue(Map<InvoiceStep, Money> amounts) {
    Money nothing = Money.zero(currency);
    return new RevenueFigures(
        amounts.getOrDefault(InvoiceStep.INVOICED, nothing),
        amounts.getOrDefault(InvoiceStep.CREDITED, nothing),
        amounts.getOrDefault(InvoiceStep.PAID, nothing));
  }

  private Stream<Tuple> rows(String sql, DayRange range, Map<String, Object> parameters) {
    return transaction
        .call(
            () -> {
              var query =
                  entityManager
                      .createNativeQuery(sql, Tuple.class)
                      .setParameter("begin", range.begin().atOffset(ZoneOffset.UTC))
                      .setParameter("end", range.end().atOffset(ZoneOffset.UTC));
              parameters.forEach(query::setParameter);
              return query.getResultList();
            })
        .stream()
        .map(Tuple.class::cast);
  }

  private static LocalDate day(Tuple row) {
    return row.get("day", LocalDate.class);
  }
}
