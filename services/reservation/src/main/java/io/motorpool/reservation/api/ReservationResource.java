package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.api.ReservationsApi;
import io.motorpool.contracts.reservation.model.CancellationInput;
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
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.domain.BookingRefused;
import io.motorpool.reservation.domain.BookingRequest;
import io.motorpool.reservation.domain.BookingService;
import io.motorpool.reservation.domain.CancellationQuote;
import io.motorpool.reservation.domain.Cancellations;
import io.motorpool.reservation.domain.ChangeRequest;
import io.motorpool.reservation.domain.ChangeService;
import io.motorpool.reservation.domain.NoShows;
import io.motorpool.reservation.domain.PickUps;
import io.motorpool.reservation.domain.Reservation;
import io.motorpool.reservation.domain.ReservationChange;
import io.motorpool.reservation.domain.ReservationFilter;
import io.motorpool.reservation.domain.ReservationNotFound;
import io.motorpool.reservation.domain.ReservationService;
import io.motorpool.reservation.domain.Returns;
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
  private final PickUps pickUps;
  private final Returns returns;
  private final Cancellations cancellations;
  private final NoShows noShows;
  private final Idempotency idempotency;
  private final OwnQuotes ownQuotes;

  /** For the container, which makes the client proxy with it. */
  protected ReservationResource() {
    this(null, null, null, null, null, null, null, null, null);
  }

  /**
   * @param reservations what can be done with reservations
   * @param bookings makes them
   * @param changes changes what was agreed on
   * @param pickUps what is handed over
   * @param returns what comes back
   * @param cancellations what is called off
   * @param noShows what nobody comes for
   * @param idempotency does what comes with a key only once
   * @param ownQuotes says which quotes are the caller's
   */
  @Inject
  public ReservationResource(
      ReservationService reservations,
      BookingService bookings,
      ChangeService changes,
      PickUps pickUps,
      Returns returns,
      Cancellations cancellations,
      NoShows noShows,
      Idempotency idempotency,
      OwnQuotes ownQuotes) {
    this.reservations = reservations;
    this.bookings = bookings;
    this.changes = changes;
    this.pickUps = pickUps;
    this.returns = returns;
    this.cancellations = cancellations;
    this.noShows = noShows;
    this.idempotency = idempotency;
    this.ownQuotes = ownQuotes;
  }

  @Override
  public Response createReservation(ReservationInput input, String idempotencyKey) {
    BookingRequest request =
        new BookingRequest(
            input.getCustomerId(),
            Channels.present(),
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
        () -> {
          requireOwn(request);
          return bookings.book(request);
        },
        ReservationResource::created);
  }

  @Override
  public Response listReservations(
      UUID customerId, UUID vehicleId, ReservationStatus status, Integer limit, String cursor) {
    ReservationFilter filter =
        new ReservationFilter(
            Caller.present().limit(Optional.ofNullable(customerId)),
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
    Reservation reservation = reservations.get(reservationId);
    requireOwn(reservation);
    return ok(reservation);
  }

  @Override
  public Response changeReservation(
      UUID reservationId, ReservationChangeInput input, String ifMatch, Boolean dryRun) {
    requireOwn(reservationId);
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
        pickUps.pickUp(
            reservationId, EntityTags.optional(ifMatch), HandoverModels.fromModel(input)));
  }

  @Override
  public Response returnReservation(UUID reservationId, ReturnInput input, String ifMatch) {
    return ok(
        returns.giveBack(
            reservationId, EntityTags.optional(ifMatch), HandoverModels.fromModel(input)));
  }

  @Override
  public Response cancelReservation(UUID reservationId, CancellationInput input, String ifMatch) {
    requireOwn(reservationId);
    return ok(
        cancellations.cancel(
            reservationId,
            EntityTags.optional(ifMatch),
            input.getReason(),
            Optional.ofNullable(input.getExpectedFee()).map(Moneys::fromModel)));
  }

  @Override
  public Response quoteCancellation(UUID reservationId) {
    requireOwn(reservationId);
    CancellationQuote quote = cancellations.quote(reservationId);
    return Response.ok(
            new io.motorpool.contracts.reservation.model.CancellationQuote()
                .reservationId(reservationId)
                .fee(Moneys.toModel(quote.fee()))
                .description(quote.description())
                .validUntil(quote.validUntil().map(Times::toModel).orElse(null)))
        .build();
  }

  @Override
  public Response markNoShow(UUID reservationId, String ifMatch) {
    return ok(noShows.mark(reservationId, EntityTags.optional(ifMatch)));
  }

  /** Before anything else is looked at, so that others' reservations are as those that are not. */
  private void requireOwn(UUID reservationId) {
    if (Caller.present().isLimited()) {
      requireOwn(reservations.get(reservationId));
    }
  }

  private static void requireOwn(Reservation reservation) {
    Caller.present()
        .require(reservation.customerId(), () -> new ReservationNotFound(reservation.id()));
  }

  private void requireOwn(BookingRequest request) {
    Caller.present().require(request.customerId(), BookingRefused::customerUnknown);
    request.quoteId().ifPresent(ownQuotes::requireUsable);
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
