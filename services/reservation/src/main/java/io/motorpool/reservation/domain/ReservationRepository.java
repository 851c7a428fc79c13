package io.motorpool.reservation.domain;

import io.motorpool.platform.persistence.PageQuery;
import io.motorpool.platform.persistence.SqlState;
import io.motorpool.reservation.domain.Reservation.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The stored reservations. Every method needs a running transaction. */
@ApplicationScoped
public class ReservationRepository {

  private static final String NO_OVERLAP = "reservation_no_overlap";
  private static final String ONE_ACTIVE = "reservation_one_active";
  private static final Set<Status> LIVE =
      EnumSet.of(Status.PENDING, Status.CONFIRMED, Status.ACTIVE);
  private static final String OVERLAPS =
      " and r.status in :live and r.startsAt < :endsAt and r.endsAt > :startsAt";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected ReservationRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public ReservationRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new reservation.
   *
   * @throws VehicleAlreadyReserved if another live reservation of the vehicle overlaps it; the
   *     database decides, so of any number of simultaneous attempts one succeeds
   */
  public void add(Reservation reservation) {
    lockVehicle(reservation.vehicleId());
    entityManager.persist(reservation);
    flush();
  }

  /**
   * Lets those who claim one vehicle line up, until the end of the transaction. Two that overlap
   * would wait for each other's outcome, and the database would notice the deadlock only after a
   * second. One at a time for each vehicle costs next to nothing.
   */
  public void lockVehicle(UUID vehicleId) {
    AdvisoryLock.take(entityManager, vehicleId.toString());
  }

  /**
   * The customer's reservations that have not ended. Nobody else asks for them until the end of the
   * transaction, so that none is added to those that were counted. To be asked before a vehicle is
   * locked: whoever takes both locks takes this one first.
   */
  List<OpenBooking> lockOpenBookings(UUID customerId) {
    AdvisoryLock.take(entityManager, "bookings of " + customerId);
    // Not with parameters for the states: the index of the open ones is found by their names.
    return entityManager
        .createQuery(
            "select new io.motorpool.reservation.domain.OpenBooking(r.id, r.status)"
                + " from Reservation r where r.customerId = :customer and r.status in (PENDING, CONFIRMED, ACTIVE)"
                + " order by r.id",
            OpenBooking.class)
        .setParameter("customer", customerId)
        .getResultList();
  }

  /** Those of the vehicles that live reservations hold for some of the period. */
  public Set<UUID> taken(Set<UUID> vehicleIds, Period period) {
    return Set.copyOf(
        entityManager
            .createQuery(
                "select r.vehicleId from Reservation r where r.vehicleId in :vehicles" + OVERLAPS,
                UUID.class)
            .setParameter("vehicles", vehicleIds)
            .setParameter("live", LIVE)
            .setParameter("startsAt", period.startsAt())
            .setParameter("endsAt", period.endsAt())
            .getResultList());
  }

  /**
   * Checks that no other live reservation of the vehicle overlaps this one, which is not stored
   * like this.
   *
   * @throws VehicleAlreadyReserved if one does
   */
  public void requireFree(Reservation reservation) {
    boolean taken =
        !entityManager
            .createQuery(
                "select r.id from Reservation r where r.vehicleId = :vehicle and r.id <> :id"
                    + OVERLAPS,
                UUID.class)
            .setParameter("vehicle", reservation.vehicleId())
            .setParameter("id", reservation.id())
            .setParameter("live", LIVE)
            .setParameter("startsAt", reservation.itinerary().period().startsAt())
            .setParameter("endsAt", reservation.itinerary().period().endsAt())
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    if (taken) {
      throw new VehicleAlreadyReserved(null);
    }
  }

  /**
   * The reservation, for reading.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  public Reservation get(UUID id) {
    Reservation found = entityManager.find(Reservation.class, id);
    if (found == null) {
      throw new ReservationNotFound(id);
    }
    return found;
  }

  /**
   * The reservation, locked until the end of the transaction, for a transition.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  public Reservation getForChange(UUID id) {
    // First the lock, then the state: with a lock mode Hibernate would read the state, collections
    // and all, and lock the row afterwards, when the state may be another already.
    entityManager
        .createNativeQuery("select id from reservation where id = ?1 for no key update")
        .setParameter(1, id)
        .getResultList();
    return get(id);
  }

  /**
   * The reservation, to try a change with: what is done to it is not stored.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  public Reservation getForRehearsal(UUID id) {
    Reservation found = get(id);
    entityManager.detach(found);
    return found;
  }

  /**
   * Writes pending changes, so that the version counts them.
   *
   * @throws VehicleAlreadyReserved if another live reservation of the vehicle overlaps
   * @throws VehicleStillOut if a vehicle would be with two customers
   */
  public void flush() {
    try {
      entityManager.flush();
    } catch (PersistenceException e) {
      if (SqlState.of(e).map(state -> state.violates(ONE_ACTIVE)).orElse(false)) {
        throw new VehicleStillOut(e);
      }
      if (SqlState.of(e).map(state -> state.violates(NO_OVERLAP)).orElse(false)) {
        throw new VehicleAlreadyReserved(e);
      }
      throw e;
    }
  }

  /**
   * Reservations in the order they were made.
   *
   * @param filter what to list
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most reservations to return
   */
  public List<Reservation> list(ReservationFilter filter, UUID after, int atMost) {
    return PageQuery.of(entityManager, Reservation.class)
        .equal("customerId", filter.customerId())
        .equal("vehicleId", filter.vehicleId())
        .equal("status", filter.status())
        .page(after, atMost);
  }

  /**
   * Those of the references that rentals of before were taken over with. Nobody else takes rentals
   * over until the end of the transaction.
   */
  public Set<String> knownPastReferences(List<String> references) {
    AdvisoryLock.take(entityManager, "past rentals");
    return Set.copyOf(
        entityManager
            .createQuery(
                "select r.imported.reference from Reservation r"
                    + " where r.imported.reference in (:references)",
                String.class)
            .setParameter("references", references)
            .getResultList());
  }

  /** The ids of some holds that have expired, the oldest first. */
  public List<UUID> expiredHolds(Instant now, int atMost) {
    return entityManager
        .createQuery(
            "select r.id from Reservation r where r.status = :pending and r.holdExpiresAt <= :now"
                + " order by r.holdExpiresAt",
            UUID.class)
        .setParameter("pending", Status.PENDING)
        .setParameter("now", now)
        .setMaxResults(atMost)
        .getResultList();
  }

  /** The ids of some reservations that began and whose vehicle nobody has, the oldest first. */
  public List<UUID> awaitedSince(Instant startedBy, int atMost) {
    return entityManager
        .createQuery(
            "select r.id from Reservation r where r.status = :confirmed and r.startsAt <= :by"
                + " order by r.startsAt",
            UUID.class)
        .setParameter("confirmed", Status.CONFIRMED)
        .setParameter("by", startedBy)
        .setMaxResults(atMost)
        .getResultList();
  }

  /** Whether a vehicle is reserved for some of a period by somebody who has not come for it. */
  public boolean isPromised(UUID vehicleId, Instant from, Instant until) {
    return !entityManager
        .createQuery(
            "select r.id from Reservation r where r.vehicleId = :vehicle and r.status in :awaited"
                + " and r.startsAt < :until and r.endsAt > :from",
            UUID.class)
        .setParameter("vehicle", vehicleId)
        .setParameter("awaited", List.of(Status.PENDING, Status.CONFIRMED))
        .setParameter("from", from)
        .setParameter("until", until)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
