package io.motorpool.reservation.messaging;

import io.motorpool.contracts.event.model.EventType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.Outbox;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.api.ReservationModels;
import io.motorpool.reservation.domain.Reservation;
import io.motorpool.reservation.domain.ReservationChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.reactivestreams.Publisher;

/** Publishes {@code reservation.*}: each step of a reservation, with its full state after it. */
@ApplicationScoped
public class ReservationEvents {

  private final Outbox outbox;
  private final EventPublisher publisher;

  /** For the container, which makes the client proxy with it. */
  protected ReservationEvents() {
    this(null, null);
  }

  /**
   * @param outbox takes the event in the transaction of the change
   * @param publisher the relay's way to the broker
   */
  @Inject
  public ReservationEvents(Outbox outbox, EventPublisher publisher) {
    this.outbox = outbox;
    this.publisher = publisher;
  }

  /** The channel that the relay sends through. */
  @Outgoing("events")
  public Publisher<Message<OutgoingEvent>> events() {
    return publisher.channel();
  }

  void on(@Observes ReservationChanged change) {
    EventType type =
        switch (change.transition()) {
          case CREATED -> EventType.RESERVATION_CREATED;
          case CONFIRMED -> EventType.RESERVATION_CONFIRMED;
          case MODIFIED -> EventType.RESERVATION_MODIFIED;
          case STARTED -> EventType.RESERVATION_STARTED;
          case COMPLETED -> EventType.RESERVATION_COMPLETED;
          case CANCELLED -> EventType.RESERVATION_CANCELLED;
          case EXPIRED -> EventType.RESERVATION_EXPIRED;
          case NO_SHOW -> EventType.RESERVATION_NO_SHOW;
        };
    Reservation reservation = change.reservation();
    outbox.add(type.toString(), reservation.id(), toSnapshot(reservation));
  }

  private static ReservationSnapshot toSnapshot(Reservation reservation) {
    return new ReservationSnapshot()
        .id(reservation.id())
        .customerId(reservation.customerId())
        .vehicleId(reservation.vehicleId())
        .vehicleClass(reservation.vehicleClass())
        .pickupBranchId(reservation.itinerary().pickupBranchId())
        .returnBranchId(reservation.itinerary().returnBranchId())
        .startsAt(Times.toModel(reservation.itinerary().period().startsAt()))
        .endsAt(Times.toModel(reservation.itinerary().period().endsAt()))
        .status(ReservationModels.status(reservation))
        .price(ReservationModels.price(reservation))
        .deposit(Moneys.toModel(reservation.deposit()))
        .extras(ReservationModels.extras(reservation))
        .terms(ReservationModels.terms(reservation))
        .holdExpiresAt(reservation.holdExpiresAt().map(Times::toModel).orElse(null))
        .invoiceId(reservation.invoiceId().orElse(null))
        .cancellationFee(reservation.cancellationFee().map(Moneys::toModel).orElse(null))
        .cancellationReason(reservation.cancellationReason().orElse(null))
        .handover(ReservationModels.handover(reservation))
        .handback(ReservationModels.handback(reservation))
        .imported(ReservationModels.imported(reservation))
        .version(reservation.version())
        .createdAt(Times.toModel(reservation.createdAt()))
        .updatedAt(Times.toModel(reservation.updatedAt()));
  }
}
