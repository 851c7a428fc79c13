package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored vehicles. Every method needs a running transaction. */
@ApplicationScoped
public class VehicleRepository {

  private static final String UNIQUE_REGISTRATION = "vehicle_registration_number_unique";

  /** The rules of {@link Schedule}, for all vehicles at once. */
  private static final String FREE =
      """
      select v, c
      from Vehicle v join VehicleClass c on c.code = v.vehicleClass
      where v.status = :inService
        and (:vehicleClass is null or v.vehicleClass = :vehicleClass)
        and not exists (
          select 1 from ScheduleEntry e
          where e.vehicleId = v.id and e.status in :taken
            and e.startsAt < :endsAt and e.endsAt > :startsAt and e.startsAt < e.endsAt)
        and coalesce((
          select e.returnBranchId from ScheduleEntry e
          where e.vehicleId = v.id and e.status in :live and e.endsAt <= :startsAt
          order by e.endsAt desc, e.reservationId desc
          limit 1), v.branchId) = :branchId
      order by c.code, v.id
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
   * A vehicle that can be rented, with its class.
   *
   * @param vehicle the vehicle
   * @param vehicleClass its class
   */
  public record Free(Vehicle vehicle, VehicleClass vehicleClass) {}

  /**
   * Stores a new vehicle.
   *
   * @throws RegistrationNumberTaken if another vehicle has the registration number
   */
  public void add(Vehicle vehicle) {
    entityManager.persist(vehicle);
    flush();
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
   * The vehicles that stand at a branch and are free for a whole period, by class; one query,
   * however large the fleet.
   *
   * @param branchId where they are to be picked up
   * @param period the time of the rental
   * @param vehicleClass only those of this class
   */
  public List<Free> free(UUID branchId, Period period, Optional<String> vehicleClass) {
    return entityManager
        .createQuery(FREE, Free.class)
        .setParameter("inService", Vehicle.Status.IN_SERVICE)
        .setParameter("vehicleClass", vehicleClass.orElse(null))
        .setParameter("taken", ScheduleEntry.TAKEN)
        .setParameter("live", ScheduleEntry.LIVE)
        .setParameter("startsAt", period.startsAt())
        .setParameter("endsAt", period.endsAt())
        .setParameter("branchId", branchId)
        .getResultList();
  }
}
