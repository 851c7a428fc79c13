package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The stored vehicles. Every method needs a running transaction. */
@ApplicationScoped
public class VehicleRepository {

  private static final String UNIQUE_REGISTRATION = "vehicle_registration_number_unique";

  /** The rules of {@link Availability} and {@link Schedule}, for all vehicles at once. */
  private static final String FREE =
      """
      select v.id, v.vehicle_class, v.odometer_km,
        greatest(before.ready_at, workshop.ended_at) as free_from,
        least(next.begins_at, workshop.begins_at) as free_until
      from vehicle v
        left join lateral (
          select e.return_branch_id as branch_id
          from schedule_entry e
          where e.vehicle_id = v.id and e.status in (:live) and e.ends_at <= :startsAt
          order by e.ends_at desc, e.reservation_id desc
          limit 1) brought on true
        left join lateral (
          select e.pickup_branch_id as branch_id
          from schedule_entry e
          where e.vehicle_id = v.id and e.status in (:awaited)
            and e.starts_at >= :endsAt and e.ends_at >= :endsAt
          order by e.starts_at, e.reservation_id
          limit 1) needed on true
        left join lateral (
          select max(e.ends_at + coalesce(b.turnaround_minutes, 0) * interval '1 minute') as ready_at
          from schedule_entry e left join branch b on b.id = e.return_branch_id
          where e.vehicle_id = v.id and e.status in (:taken) and e.starts_at < e.ends_at
            and e.ends_at <= :startsAt and e.ends_at > :longBefore) before on true
        left join lateral (
          select min(e.starts_at) as begins_at
          from schedule_entry e
          where e.vehicle_id = v.id and e.status in (:taken) and e.starts_at < e.ends_at
            and e.starts_at >= :endsAt and e.ends_at >= :endsAt) next on true
        left join lateral (
          select max(m.ends_at) filter (where m.ends_at <= :startsAt) as ended_at,
            min(m.starts_at) filter (where m.starts_at >= :endsAt) as begins_at,
            bool_or(m.starts_at < :endsAt and m.ends_at > :startsAt) as overlaps
          from maintenance_window m
          where m.vehicle_id = v.id) workshop on true
      where v.status = :inService
        and (cast(:vehicleClass as varchar) is null or v.vehicle_class = :vehicleClass)
        and not exists (
          select 1 from schedule_entry e
          where e.vehicle_id = v.id and e.status in (:taken)
            and e.starts_at < :endsAt and e.ends_at > :startsAt and e.starts_at < e.ends_at)
        and workshop.overlaps is not true
        and coalesce(before.ready_at, :startsAt) <= :startsAt
        and coalesce(next.begins_at, :readyAgain) >= :readyAgain
        and coalesce(brought.branch_id, v.branch_id) = :pickup
        and coalesce(needed.branch_id, :giveBack) = :giveBack
      """;

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected VehicleRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public VehicleRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new vehicle.
   *
   * @throws RegistrationNumberTaken if another vehicle has the registration number
   */
  public void add(Vehicle vehicle) {
    entityManager.persist(vehicle);
    flush();
  }

  /**
   * Stores new vehicles, all of them or none.
   *
   * @throws RegistrationNumberTaken if another vehicle has one of the registration numbers
   */
  public void addAll(List<Vehicle> added) {
    added.forEach(entityManager::persist);
    flush();
  }

  /** Those of the registration numbers that vehicles of the fleet have. */
  public Set<String> taken(Collection<String> registrationNumbers) {
    return Set.copyOf(
        entityManager
            .createQuery(
                "select v.registrationNumber from Vehicle v"
                    + " where v.registrationNumber in :numbers and v.status <> :retired",
                String.class)
            .setParameter("numbers", registrationNumbers)
            .setParameter("retired", Vehicle.Status.RETIRED)
            .getResultList());
  }

  /** The vehicle, if there is one with this id. */
  public Optional<Vehicle> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Vehicle.class, id));
  }

  /** The vehicle, locked until the end of the transaction, if there is one with this id. */
  public Optional<Vehicle> findForChange(UUID id) {
    return Optional.ofNullable(
        entityManager.find(Vehicle.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws RegistrationNumberTaken if another vehicle has the registration number
   */
  public void flush() {
    Writes.flush(entityManager, UNIQUE_REGISTRATION, RegistrationNumberTaken::new);
  }

  /**
   * Vehicles in the order they joined the fleet.
   *
   * @param filter what to list
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most vehicles to return
   */
  public List<Vehicle> list(VehicleFilter filter, UUID after, int atMost) {
    return PageQuery.of(entityManager, Vehicle.class)
        .equal("branchId", filter.branchId())
        .equal("vehicleClass", filter.vehicleClass())
        .equal("status", filter.status())
        .page(after, atMost);
  }

  /**
   * The vehicles that can be rented at a branch for a whole period, in any order; two queries,
   * however large the fleet. Whether the branches are open is not looked at.
   *
   * @param pickup where they are to be picked up
   * @param giveBack where they are to be returned
   * @param period the time of the rental
   * @param vehicleClass only those of this class
   * @param now the present moment; what is over by then is not looked for
   */
  public List<FreeVehicle> free(
      Branch pickup, Branch giveBack, Period period, Optional<String> vehicleClass, Instant now) {
    Instant earliest = now.isBefore(period.startsAt()) ? now : period.startsAt();
    List<Tuple> found =
        entityManager
            .unwrap(Session.class)
            .createNativeQuery(FREE, Tuple.class)
            .addScalar("id", UUID.class)
            .addScalar("vehicle_class", String.class)
            .addScalar("odometer_km", Integer.class)
            .addScalar("free_from", Instant.class)
            .addScalar("free_until", Instant.class)
            .setParameter("inService", Vehicle.Status.IN_SERVICE.name())
            .setParameter("vehicleClass", vehicleClass.orElse(null), String.class)
            .setParameterList("taken", names(ScheduleEntry.TAKEN))
            .setParameterList("live", names(ScheduleEntry.LIVE))
            .setParameterList("awaited", names(ScheduleEntry.AWAITED))
            .setParameter("startsAt", period.startsAt())
            .setParameter("endsAt", period.endsAt())
            .setParameter("readyAgain", period.endsAt().plus(giveBack.turnaround()))
            .setParameter("longBefore", earliest.minus(Branch.LONGEST_TURNAROUND))
            .setParameter("pickup", pickup.id())
            .setParameter("giveBack", giveBack.id())
            .getResultList();
    Map<String, VehicleClass> classes = classes(found);
    return found.stream().map(it -> free(it, classes)).toList();
  }

  private static FreeVehicle free(Tuple row, Map<String, VehicleClass> classes) {
    return new FreeVehicle(
        row.get("id", UUID.class),
        classes.get(row.get("vehicle_class", String.class)),
        row.get("odometer_km", Integer.class),
        Optional.ofNullable(row.get("free_from", Instant.class)),
        Optional.ofNullable(row.get("free_until", Instant.class)));
  }

  private static List<String> names(Set<ScheduleEntry.Status> statuses) {
    return statuses.stream().map(Enum::name).toList();
  }

  private Map<String, VehicleClass> classes(List<Tuple> found) {
    return entityManager
        .createQuery("select c from VehicleClass c where c.code in :codes", VehicleClass.class)
        .setParameter(
            "codes",
            found.stream().map(it -> it.get("vehicle_class", String.class)).distinct().toList())
        .getResultStream()
        .collect(Collectors.toMap(VehicleClass::code, Function.identity()));
  }
}
