package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.api.ReservationsApi;
import io.motorpool.contracts.reservation.model.CancellationInput;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.PickUpInput;
import io.motorpool.contracts.reservation.model.ReservationChangeInput;
import io.motorpool.contracts.reservation.model.ReservationInput;
import io.motorpool.contracts.reservation.model.ReservationPage;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.contracts.reservation.model.ReturnInput;
import io.motorpool.contracts.reservation.model.VehicleSwapInput;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.reservation.domain.BookingRequest;
import io.motorpool.reservation.domain.BookingService;
import io.motorpool.reservation.domain.ChangeRequest;
import io.motorpool.reservation.domain.ChangeService;
import io.motorpool.reservation.domain.Reservation;
import io.motorpool.reservation.domain.ReservationChange;
import io.motorpool.reservation.domain.ReservationFilter;
import io.motorpool.reservation.domain.ReservationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reservations over HTTP. */
@ApplicationScoped
public class ReservationResource implements ReservationsApi {

  private final ReservationService reservations;
  private final BookingService bookings;
  private final ChangeService changes;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected ReservationResource() {
    this(null, null, null, null);
  }

  /**
   * @param reservations what can be done with reservations
   * @param bookings makes them
   * @param changes changes what was agreed on
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public ReservationResource(
      ReservationService reservations,
      BookingService bookings,
      ChangeService changes,
      Idempotency idempotency) {
    this.reservations = reservations;
    this.bookings = bookings;
    this.changes = changes;
    this.idempotency = idempotency;
  }

  @Override
  public Response createReservation(ReservationInput input, String idempotencyKey) {
    BookingRequest request =
        new BookingRequest(
            input.getCustomerId(),
            Optional.ofNullable(input.getVehicleId()),
            Optional.ofNullable(input.getVehicleClass()),
            Optional.ofNullable(input.getQuoteId()),
            Optional.ofNullable(input.getPickupBranchId()),
            Optional.ofNullable(input.getReturnBranchId()),
            Optional.ofNullable(input.getStartsAt()).map(OffsetDateTime::toInstant),
            Optional.ofNullable(input.getEndsAt()).map(OffsetDateTime::toInstant),
            Optional.ofNullable(input.getExtras()).map(ExtraModels::choices));
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createReservation", input),
        Reservation.class,
        () -> bookings.book(request),
        ReservationResource::created);
  }

  @Override
  public Response listReservations(
      UUID customerId, UUID vehicleId, ReservationStatus status, Integer limit, String cursor) {
    ReservationFilter filter =
        new ReservationFilter(
            Optional.ofNullable(customerId),
            Optional.ofNullable(vehicleId),
            Optional.ofNullable(status).map(it -> Reservation.Status.valueOf(it.name())));
    List<Reservation> found = reservations.list(filter, Cursor.read(cursor), limit + 1);
    ReservationPage page = new ReservationPage();
    page.setItems(found.stream().limit(limit).map(ReservationModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Reservation::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getReservation(UUID reservationId) {
    return ok(reservations.get(reservationId));
  }

  @Override
  public Response changeReservation(
      UUID reservationId, ReservationChangeInput input, String ifMatch, Boolean dryRun) {
    ChangeRequest request =
        new ChangeRequest(
            Optional.ofNullable(input.getStartsAt()).map(OffsetDateTime::toInstant),
            Optional.ofNullable(input.getEndsAt()).map(OffsetDateTime::toInstant),
            Optional.ofNullable(input.getPickupBranchId()),
            Optional.ofNullable(input.getReturnBranchId()),
            Optional.ofNullable(input.getExtras()).map(ExtraModels::choices));
    ReservationChange change =
        changes.change(reservationId, EntityTags.required(ifMatch), request, dryRun);
    return Response.ok(ReservationModels.toModel(change))
        .header(HttpHeaders.ETAG, EntityTags.of(change.reservation().version()))
        .build();
  }

  @Override
  public Response swapVehicle(UUID reservationId, VehicleSwapInput input, String ifMatch) {
    return ok(changes.swap(reservationId, EntityTags.optional(ifMatch), input.getVehicleId()));
  }

  @Override
  public Response pickUpReservation(UUID reservationId, PickUpInput input, String ifMatch) {
    return ok(
        reservations.pickUp(
            reservationId,
            EntityTags.optional(ifMatch),
            input.getOdometerKm(),
            input.getFuelLevelPercent()));
  }

  @Override
  public Response returnReservation(UUID reservationId, ReturnInput input, String ifMatch) {
    List<Damage> damage = Optional.ofNullable(input.getDamage()).orElse(List.of());
    return ok(
        reservations.giveBack(
            reservationId,
            EntityTags.optional(ifMatch),
            input.getOdometerKm(),
            input.getFuelLevelPercent(),
            input.getReturnBranchId(),
            damage.stream().map(Damage::getDescription).toList()));
  }

  @Override
  public Response cancelReservation(UUID reservationId, CancellationInput input, String ifMatch) {
    return ok(reservations.cancel(reservationId, EntityTags.optional(ifMatch), input.getReason()));
  }

  private static Response created(Reservation reservation) {
    return answer(Response.created(URI.create("/reservations/" + reservation.id())), reservation);
  }

  private static Response ok(Reservation reservation) {
    return answer(Response.ok(), reservation);
  }

  private static Response answer(Response.ResponseBuilder answer, Reservation reservation) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(reservation.version()))
        .entity(ReservationModels.toModel(reservation))
        .build();
  }
}
