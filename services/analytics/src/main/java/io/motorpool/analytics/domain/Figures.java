package io.motorpool.analytics.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many reservations took each step on each day, computed from the facts. */
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

  private final EntityManager entityManager;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected Figures() {
    this(null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction for reading
   */
  @Inject
  public Figures(EntityManager entityManager, Transaction transaction) {
    this.entityManager = entityManager;
    this.transaction = transaction;
  }

  /** The reservations of each day of the range, in order, days without any included. */
  public SortedMap<LocalDate, ReservationFigures> reservations(DayRange range) {
    Map<LocalDate, Map<ReservationStep, Long>> found =
        rows(range)
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

  /** The reservations of the whole range. */
  public ReservationFigures reservationsTogether(DayRange range) {
    return reservations(range).values().stream()
        .reduce(ReservationFigures.none(), ReservationFigures::plus);
  }

  private Stream<Tuple> rows(DayRange range) {
    return transaction
        .call(
            () ->
                entityManager
                    .createNativeQuery(RESERVATIONS, Tuple.class)
                    .setParameter("begin", range.begin().atOffset(ZoneOffset.UTC))
                    .setParameter("end", range.end().atOffset(ZoneOffset.UTC))
                    .getResultList())
        .stream()
        .map(Tuple.class::cast);
  }

  private static LocalDate day(Tuple row) {
    return row.get("day", LocalDate.class);
  }
}
