package io.motorpool.vehicle.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored schedule entries. Every method needs a running transaction. */
@ApplicationScoped
public class ScheduleRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected ScheduleRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public ScheduleRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
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

  /** All that decides whether the vehicle is free for the period and where it stands before. */
  public Schedule around(UUID vehicleId, Period period) {
    return new Schedule(
        entityManager
            .createQuery(
                "select e from ScheduleEntry e where e.vehicleId = :vehicleId"
                    + " and e.startsAt < :endsAt"
                    + " and (e.status in :live or e.status in :taken and e.endsAt > :startsAt)",
                ScheduleEntry.class)
            .setParameter("vehicleId", vehicleId)
            .setParameter("live", ScheduleEntry.LIVE)
            .setParameter("taken", ScheduleEntry.TAKEN)
            .setParameter("startsAt", period.startsAt())
            .setParameter("endsAt", period.endsAt())
            .getResultList());
  }
}
