package io.motorpool.customer.domain;

import io.motorpool.contracts.billing.client.InvoicesClient;
import io.motorpool.contracts.billing.model.Invoice;
import io.motorpool.contracts.billing.model.InvoicePage;
import io.motorpool.contracts.notification.client.NotificationsClient;
import io.motorpool.contracts.notification.model.Notification;
import io.motorpool.contracts.notification.model.NotificationPage;
import io.motorpool.contracts.reservation.client.ReservationsClient;
import io.motorpool.contracts.reservation.model.Reservation;
import io.motorpool.contracts.reservation.model.ReservationPage;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What other services hold about a customer. Not to be asked inside a transaction. */
@ApplicationScoped
public class Neighbours {

  /**
   * In the order of a reservation's life, so that one which moves on while it is asked for is found
   * in its next status.
   */
  private static final List<ReservationStatus> LIVE =
      List.of(ReservationStatus.PENDING, ReservationStatus.CONFIRMED, ReservationStatus.ACTIVE);

  private static final int PAGE = 200;

  private final ReservationsClient reservations;
  private final InvoicesClient invoices;
  private final NotificationsClient notifications;

  /** For the container, which makes the client proxy with it. */
  protected Neighbours() {
    this(null, null, null);
  }

  /**
   * @param reservations the reservation service
   * @param invoices the billing service
   * @param notifications the notification service
   */
  @Inject
  public Neighbours(
      @RestClient ReservationsClient reservations,
      @RestClient InvoicesClient invoices,
      @RestClient NotificationsClient notifications) {
    this.reservations = reservations;
    this.invoices = invoices;
    this.notifications = notifications;
  }

  /**
   * Checks that a customer has neither a rental to come nor a vehicle.
   *
   * @throws CustomerHasLiveReservations if there is a reservation that has not ended
   * @throws NeighbourUnavailable if the reservation service does not answer
   */
  void requireNoLiveReservation(UUID customerId) {
    for (ReservationStatus status : LIVE) {
      ReservationPage page =
          Pages.ask(
              "reservation",
              () -> reservations.listReservations(customerId, null, status, 1, null));
      if (!page.getItems().isEmpty()) {
        throw new CustomerHasLiveReservations(status.toString());
      }
    }
  }

  /** Every reservation of the customer, in the order they were made. */
  List<Reservation> reservations(UUID customerId, Pages pages) {
    return pages.all(
        "reservation",
        cursor -> reservations.listReservations(customerId, null, null, PAGE, cursor),
        ReservationPage::getItems,
        ReservationPage::getNextCursor);
  }

  /** Every invoice of the customer, in the order they were issued. */
  List<Invoice> invoices(UUID customerId, Pages pages) {
    return pages.all(
        "billing",
        cursor -> invoices.listInvoices(customerId, null, null, PAGE, cursor),
        InvoicePage::getItems,
        InvoicePage::getNextCursor);
  }

  /** Everything the customer was told, the latest first. */
  List<Notification> notifications(UUID customerId, Pages pages) {
    return pages.all(
        "notification",
        cursor -> notifications.listNotifications(customerId, null, PAGE, cursor),
        NotificationPage::getItems,
        NotificationPage::getNextCursor);
  }
}
