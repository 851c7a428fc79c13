package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored maintenance windows. Every method needs a running transaction. */
@ApplicationScoped
public class MaintenanceRepository {

  private static final String NO_OVERLAP = "maintenance_window_no_overlap";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected MaintenanceRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public MaintenanceRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new window.
   *
   * @throws MaintenanceWindowOverlaps if the vehicle has another one at the time
   */
  public void add(MaintenanceWindow window) {
    entityManager.persist(window);
    flush();
  }

  /** The window of a vehicle, if there is one with this id. */
  public Optional<MaintenanceWindow> find(UUID vehicleId, UUID id) {
    return Optional.ofNullable(entityManager.find(MaintenanceWindow.class, id))
        .filter(window -> window.vehicleId().equals(vehicleId));
  }

  /** Removes a window. */
  public void remove(MaintenanceWindow window) {
    entityManager.remove(window);
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws MaintenanceWindowOverlaps if the vehicle has another window at the time
   */
  public void flush() {
    Writes.flush(entityManager, NO_OVERLAP, MaintenanceWindowOverlaps::new);
  }

  /**
   * The windows of a vehicle in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most windows to return
   */
  public List<MaintenanceWindow> list(UUID vehicleId, UUID after, int atMost) {
    return PageQuery.of(entityManager, MaintenanceWindow.class)
        .equal("vehicleId", Optional.of(vehicleId))
        .page(after, atMost);
  }

  /** The windows of a vehicle that overlap a period, by their beginning. */
  public List<MaintenanceWindow> within(UUID vehicleId, Period period) {
    return entityManager
        .createQuery(
            "select m from MaintenanceWindow m where m.vehicleId = :vehicleId"
                + " and m.startsAt < :endsAt and m.endsAt > :startsAt order by m.startsAt",
            MaintenanceWindow.class)
        .setParameter("vehicleId", vehicleId)
        .setParameter("startsAt", period.startsAt())
        .setParameter("endsAt", period.endsAt())
        .getResultList();
  }
}
