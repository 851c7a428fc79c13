package io.motorpool.analytics.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What became of the reservations made in a range of days, computed from the facts. */
@ApplicationScoped
public class OutcomeReport {

  /** The most vehicle classes that are told apart. */
  public static final int MOST_CLASSES = 200;

  private static final String OUTCOMES =
      """
      select %s as vehicle_class, count(*) as reservations,
             count(*) filter (where status = 'CANCELLED') as cancelled,
             count(*) filter (where status = 'NO_SHOW') as no_show,
             count(*) filter (where status = 'EXPIRED') as expired,
             cast(avg(lead) as bigint) as average_lead,
             cast(percentile_cont(0.5) within group (order by lead) as bigint) as median_lead,
             cast(avg(rental) as bigint) as average_rental
      from (
        select vehicle_class, status,
               greatest(0, extract(epoch from starts_at - coalesce(booked_at, created_at))) as lead,
               extract(epoch from upper(occupied) - lower(occupied)) as rental
        from reservation_fact
        where coalesce(booked_at, created_at) >= :begin and coalesce(booked_at, created_at) < :end
          %s) as made
      %s
      order by 2 desc, 1 limit :atMost
      """;

  private final EntityManager entityManager;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected OutcomeReport() {
    this(null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction for reading
   */
  @Inject
  public OutcomeReport(EntityManager entityManager, Transaction transaction) {
    this.entityManager = entityManager;
    this.transaction = transaction;
  }

  /**
   * What became of all of them.
   *
   * @param vehicleClass only those of this class, or empty for all
   */
  public Outcome together(DayRange range, Optional<String> vehicleClass) {
    return outcome(rows(range, vehicleClass, "cast(null as text)", "").getFirst());
  }

  /**
   * What became of those of each vehicle class, the class with the most first, at most {@link
   * #MOST_CLASSES}.
   *
   * @param vehicleClass only this class, or empty for all
   */
  public SequencedMap<String, Outcome> byVehicleClass(
      DayRange range, Optional<String> vehicleClass) {
    SequencedMap<String, Outcome> outcomes = new LinkedHashMap<>();
    rows(range, vehicleClass, "vehicle_class", "group by vehicle_class")
        .forEach(row -> outcomes.put(row.get("vehicle_class", String.class), outcome(row)));
    return outcomes;
  }

  private List<Tuple> rows(
      DayRange range, Optional<String> vehicleClass, String group, String grouping) {
    String sql =
        OUTCOMES.formatted(
            group,
            vehicleClass.map(it -> "and vehicle_class = :vehicleClass").orElse(""),
            grouping);
    return transaction.call(
        () -> {
          var query =
              entityManager
                  .createNativeQuery(sql, Tuple.class)
                  .setParameter("begin", range.begin().atOffset(ZoneOffset.UTC))
                  .setParameter("end", range.end().atOffset(ZoneOffset.UTC))
                  .setParameter("atMost", MOST_CLASSES);
          vehicleClass.ifPresent(it -> query.setParameter("vehicleClass", it));
          return ((List<?>) query.getResultList()).stream().map(Tuple.class::cast).toList();
        });
  }

  private static Outcome outcome(Tuple row) {
    return new Outcome(
        row.get("reservations", Long.class),
        row.get("cancelled", Long.class),
        row.get("no_show", Long.class),
        row.get("expired", Long.class),
        seconds(row, "average_lead"),
        seconds(row, "median_lead"),
        seconds(row, "average_rental"));
  }

  private static Optional<Duration> seconds(Tuple row, String column) {
    return Optional.ofNullable(row.get(column, Long.class)).map(Duration::ofSeconds);
  }
}
