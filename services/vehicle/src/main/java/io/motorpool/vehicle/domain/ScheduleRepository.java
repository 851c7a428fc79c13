package io.motorpool.vehicle.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stored schedule entries. Every method needs a running transaction. */
@ApplicationScoped
public class ScheduleRepository {

  private final EntityManager entityManager;
  private final MaintenanceRepository maintenance;

  /** For the container, which makes the client proxy with it. */
  protected ScheduleRepository() {
    this(null, null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   * @param maintenance when vehicles are in the workshop
   */
  @Inject
  public ScheduleRepository(EntityManager entityManager, MaintenanceRepository maintenance) {
    this.entityManager = entityManager;
    this.maintenance = maintenance;
  }

  /** The entry of a reservation, locked until the end of the transaction, if there is one. */
  public Optional<ScheduleEntry> findForChange(UUID reservationId) {
    return Optional.ofNullable(
        entityManager.find(ScheduleEntry.class, reservationId, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Stores a new entry. */
  public void add(ScheduleEntry entry) {
    entityManager.persist(entry);
  }

  /** What takes the vehicle for some of the period, by its beginning. */
  public List<ScheduleEntry> within(UUID vehicleId, Period period) {
    return entityManager
        .createQuery(
            "select e from ScheduleEntry e where e.vehicleId = :vehicleId and e.status in :taken"
                + " and e.startsAt < :endsAt and e.endsAt > :startsAt and e.startsAt < e.endsAt"
                + " order by e.startsAt, e.reservationId",
            ScheduleEntry.class)
        .setParameter("vehicleId", vehicleId)
        .setParameter("taken", ScheduleEntry.TAKEN)
        .setParameter("startsAt", period.startsAt())
        .setParameter("endsAt", period.endsAt())
        .getResultList();
  }

  /** The reservations that hold the vehicle now or later, by their beginning. */
  public List<ScheduleEntry> live(UUID vehicleId) {
    return entityManager
        .createQuery(
            "select e from ScheduleEntry e where e.vehicleId = :vehicleId and e.status in :live"
                + " order by e.startsAt, e.reservationId",
            ScheduleEntry.class)
        .setParameter("vehicleId", vehicleId)
        .setParameter("live", ScheduleEntry.LIVE)
        .getResultList();
  }

  /** The reservations that hold the vehicle for some of the period, by their beginning. */
  public List<ScheduleEntry> liveWithin(UUID vehicleId, Period period) {
    return within(vehicleId, period).stream().filter(ScheduleEntry::isLive).toList();
  }

  /**
   * All that decides whether the vehicle is free for the period, where it stands before and is
   * needed afterwards.
   */
  public Schedule around(UUID vehicleId, Period period) {
    List<ScheduleEntry> entries =
        entityManager
            .createQuery(
                "select e from ScheduleEntry e where e.vehicleId = :vehicleId"
                    + " and (e.status in :live or e.status in :taken and e.endsAt > :from)",
                ScheduleEntry.class)
            .setParameter("vehicleId", vehicleId)
            .setParameter("live", ScheduleEntry.LIVE)
            .setParameter("taken", ScheduleEntry.TAKEN)
            .setParameter("from", period.startsAt().minus(Branch.LONGEST_TURNAROUND))
            .getResultList();
    return new Schedule(entries, maintenance.within(vehicleId, period), turnarounds(entries));
  }

  private Map<UUID, Duration> turnarounds(List<ScheduleEntry> entries) {
    return entityManager
        .createQuery("select b from Branch b where b.id in :ids", Branch.class)
        .setParameter("ids", entries.stream().map(ScheduleEntry::returnBranchId).toList())
        .getResultStream()
        .collect(Collectors.toMap(Branch::id, Branch::turnaround));
  }
}
