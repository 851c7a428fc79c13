package io.motorpool.analytics.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How much of the time of today's fleet is booked, by vehicle class and branch. */
@ApplicationScoped
public class UtilisationReport {

  private static final String BOOKED =
      """
      select vehicle_class, pickup_branch_id as branch_id, count(*) as reservations,
             cast(sum(extract(epoch from upper(part) - lower(part))) as bigint) as seconds
      from (
        select vehicle_class, pickup_branch_id, occupied * tstzrange(:begin, :end) as part
        from reservation_fact where occupied && tstzrange(:begin, :end)) as booked
      group by vehicle_class, pickup_branch_id
      """;

  private final EntityManager entityManager;
  private final Transaction transaction;
  private final Fleet fleet;

  private record Booked(long reservations, Duration time) {
    private static final Booked NOTHING = new Booked(0, Duration.ZERO);
  }

  /** For the container, which makes the client proxy with it. */
  protected UtilisationReport() {
    this(null, null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param transaction for reading
   * @param fleet how many vehicles there are
   */
  @Inject
  public UtilisationReport(EntityManager entityManager, Transaction transaction, Fleet fleet) {
    this.entityManager = entityManager;
    this.transaction = transaction;
    this.fleet = fleet;
  }

  /**
   * The utilisation in the range of each vehicle class at each branch that has vehicles today or
   * booked time in the range, in order.
   *
   * @param vehicleClass only this class, or empty for all
   * @param branchId only this branch, or empty for all
   * @param after where to begin after, or empty for the beginning
   * @param atMost the most to return
   * @throws FleetUnknown if the vehicle service does not answer
   */
  public List<Utilisation> list(
      DayRange range,
      Optional<String> vehicleClass,
      Optional<UUID> branchId,
      Optional<ClassAtBranch> after,
      int atMost) {
    SortedMap<ClassAtBranch, Long> vehicles = fleet.vehicles();
    Map<ClassAtBranch, Booked> booked = booked(range);
    TreeSet<ClassAtBranch> places = new TreeSet<>(vehicles.keySet());
    places.addAll(booked.keySet());
    Predicate<ClassAtBranch> wanted =
        place ->
            vehicleClass.map(place.vehicleClass()::equals).orElse(true)
                && branchId.map(place.branchId()::equals).orElse(true);
    return after.map(it -> places.tailSet(it, false)).orElse(places).stream()
        .filter(wanted)
        .limit(atMost)
        .map(
            place ->
                utilisation(
                    range,
                    place,
                    booked.getOrDefault(place, Booked.NOTHING),
                    vehicles.getOrDefault(place, 0L)))
        .toList();
  }

  private static Utilisation utilisation(
      DayRange range, ClassAtBranch place, Booked booked, long vehicles) {
    return new Utilisation(
        place,
        booked.reservations(),
        booked.time(),
        vehicles,
        Duration.between(range.begin(), range.end()).multipliedBy(vehicles));
  }

  private Map<ClassAtBranch, Booked> booked(DayRange range) {
    List<?> rows =
        transaction.call(
            () ->
                entityManager
                    .createNativeQuery(BOOKED, Tuple.class)
                    .setParameter("begin", range.begin().atOffset(ZoneOffset.UTC))
                    .setParameter("end", range.end().atOffset(ZoneOffset.UTC))
                    .getResultList());
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(
            Collectors.toMap(
                row ->
                    new ClassAtBranch(
                        row.get("vehicle_class", String.class), row.get("branch_id", UUID.class)),
                row ->
                    new Booked(
                        row.get("reservations", Long.class),
                        Duration.ofSeconds(row.get("seconds", Long.class)))));
  }
}
