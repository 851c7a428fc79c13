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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What was invoiced, credited and paid, computed from the changes of the invoices: each change
 * counts with its difference to the version before it, on its own day. The class and the branch are
 * those of the reservation, which may be heard of before or after its invoice.
 */
@ApplicationScoped
public class RevenueReport {

  /**
   * What nothing is known of; in the order of the C collation it comes after letters and digits.
   */
  private static final String UNKNOWN = "~";

  private static final String MOVEMENTS =
      """
      with movement as (
        select change.reservation_id, change.currency, change.changed_at as moment,
               change.charged_amount - coalesce(earlier.charged_amount, 0) as charged,
               change.paid_amount - coalesce(earlier.paid_amount, 0) as paid,
               0.00 as overdue
        from invoice_change change
        left join lateral (
          select before.charged_amount, before.paid_amount from invoice_change before
          where before.invoice_id = change.invoice_id and before.version < change.version
          order by before.version desc limit 1) earlier on true
        where change.changed_at >= :begin and change.changed_at < :end
        union all
        select change.reservation_id, change.currency, change.overdue_at, 0.00, 0.00,
               change.charged_amount - change.paid_amount
        from invoice_change change
        where change.overdue_at >= :begin and change.overdue_at < :end
          and not exists (
            select from invoice_change sooner where sooner.invoice_id = change.invoice_id
            and (sooner.overdue_at, sooner.version) < (change.overdue_at, change.version)))
      """;

  private static final String SUMS =
      """
      sum(greatest(movement.charged, 0)) as invoiced, sum(greatest(-movement.charged, 0)) as credited,
      sum(movement.paid) as paid, sum(movement.overdue) as overdue
      from movement
      """;

  private static final String RESERVATION =
      " left join reservation_fact rented on rented.reservation_id = movement.reservation_id ";

  private static final String BY_DAY =
      MOVEMENTS
          + "select cast(movement.moment at time zone 'UTC' as date) as day, movement.currency as currency, "
          + SUMS
          + "%s where true %s group by day, movement.currency";

  private static final String BY_CURRENCY =
      MOVEMENTS
          + "select movement.currency as currency, "
          + SUMS
          + "group by movement.currency order by movement.currency";

  private static final String BY_GROUP =
      MOVEMENTS
          + """
          , grouped as (
            select coalesce(rented.vehicle_class, '~') collate "C" as vehicle_class,
                   coalesce(cast(rented.pickup_branch_id as text), '~') collate "C" as branch,
                   movement.currency collate "C" as currency,
          """
          + SUMS
          + RESERVATION
          + " where true %s group by 1, 2, 3) "
          + """
          select * from grouped where true %s order by vehicle_class, branch, currency limit :atMost
          """;

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final String currency;

  /** For the container, which makes the client proxy with it. */
  protected RevenueReport() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction for reading
   * @param currency the ISO 4217 code of the currency that the business keeps its books in
   */
  @Inject
  public RevenueReport(
      EntityManager entityManager,
      Transaction transaction,
      @ConfigProperty(name = "motorpool.analytics.currency") String currency) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.currency = currency;
  }

  /**
   * The revenue of each day of the range, in order, days without any included, in the filter's
   * currency or else in that of the business.
   */
  public SortedMap<LocalDate, RevenueFigures> daily(DayRange range, RevenueFilter filter) {
    String wanted = filter.currency().orElse(currency);
    Conditions conditions =
        new Conditions(
            new RevenueFilter(Optional.of(wanted), filter.vehicleClass(), filter.branchId()));
    String reservation =
        filter.vehicleClass().isPresent() || filter.branchId().isPresent() ? RESERVATION : "";
    Map<LocalDate, RevenueFigures> found =
        rows(BY_DAY.formatted(reservation, conditions.sql()), range, conditions.parameters())
            .stream()
            .collect(
                Collectors.toMap(row -> row.get("day", LocalDate.class), RevenueReport::figures));
    SortedMap<LocalDate, RevenueFigures> days = new TreeMap<>();
    range
        .days()
        .forEach(day -> days.put(day, found.getOrDefault(day, RevenueFigures.none(wanted))));
    return days;
  }

  /**
   * The revenue of the whole range in each currency there was any in, by the currency's code, that
   * of the business in any case.
   */
  public SortedMap<String, RevenueFigures> byCurrency(DayRange range) {
    SortedMap<String, RevenueFigures> currencies =
        rows(BY_CURRENCY, range, Map.of()).stream()
            .map(RevenueReport::figures)
            .collect(
                Collectors.toMap(
                    RevenueFigures::currency,
                    Function.identity(),
                    (one, other) -> one,
                    TreeMap::new));
    currencies.putIfAbsent(currency, RevenueFigures.none(currency));
    return currencies;
  }

  /** The currency that the business keeps its books in, an ISO 4217 code. */
  public String currency() {
    return currency;
  }

  /**
   * The revenue of the whole range by vehicle class, branch of the pick-up and currency.
   *
   * @param after the group to begin after, or empty for the beginning
   * @param atMost the most groups to return
   */
  public List<RevenueGroup> groups(
      DayRange range, RevenueFilter filter, Optional<RevenueGroup.Position> after, int atMost) {
    Conditions conditions = new Conditions(filter);
    Map<String, Object> parameters = new HashMap<>(conditions.parameters());
    parameters.put("atMost", atMost);
    String place = "";
    if (after.isPresent()) {
      Optional<ClassAtBranch> group = after.get().place();
      place =
          "and (vehicle_class, branch, currency)"
              + " > (cast(:afterClass as text), cast(:afterBranch as text), cast(:afterCurrency as text))";
      parameters.put("afterClass", group.map(ClassAtBranch::vehicleClass).orElse(UNKNOWN));
      parameters.put("afterBranch", group.map(it -> it.branchId().toString()).orElse(UNKNOWN));
      parameters.put("afterCurrency", after.get().currency());
    }
    return rows(BY_GROUP.formatted(conditions.sql(), place), range, parameters).stream()
        .map(row -> new RevenueGroup(place(row), figures(row)))
        .toList();
  }

  private static Optional<ClassAtBranch> place(Tuple row) {
    String vehicleClass = row.get("vehicle_class", String.class);
    return vehicleClass.equals(UNKNOWN)
        ? Optional.empty()
        : Optional.of(
            new ClassAtBranch(vehicleClass, UUID.fromString(row.get("branch", String.class))));
  }

  private static RevenueFigures figures(Tuple row) {
    String currency = row.get("currency", String.class);
    return new RevenueFigures(
        new Money(row.get("invoiced", BigDecimal.class), currency),
        new Money(row.get("credited", BigDecimal.class), currency),
        new Money(row.get("paid", BigDecimal.class), currency),
        new Money(row.get("overdue", BigDecimal.class), currency));
  }

  private List<Tuple> rows(String sql, DayRange range, Map<String, Object> parameters) {
    return transaction.call(
        () -> {
          var query =
              entityManager
                  .createNativeQuery(sql, Tuple.class)
                  .setParameter("begin", range.begin().atOffset(ZoneOffset.UTC))
                  .setParameter("end", range.end().atOffset(ZoneOffset.UTC));
          parameters.forEach(query::setParameter);
          return ((List<?>) query.getResultList()).stream().map(Tuple.class::cast).toList();
        });
  }

  /** A filter in the database's words. */
  private static final class Conditions {

    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    private Conditions(RevenueFilter filter) {
      equal("movement.currency", "currency", filter.currency());
      equal("rented.vehicle_class", "vehicleClass", filter.vehicleClass());
      equal("rented.pickup_branch_id", "branchId", filter.branchId());
    }

    private void equal(String column, String parameter, Optional<?> value) {
      value.ifPresent(
          it -> {
            sql.append(" and ").append(column).append(" = :").append(parameter);
            parameters.put(parameter, it);
          });
    }

    private String sql() {
      return sql.toString();
    }

    private Map<String, Object> parameters() {
      return parameters;
    }
  }
}
