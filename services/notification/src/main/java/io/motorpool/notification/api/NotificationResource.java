package io.motorpool.notification.api;

import io.motorpool.contracts.notification.api.NotificationsApi;
import io.motorpool.contracts.notification.model.NotificationPage;
import io.motorpool.contracts.notification.model.ReadUpTo;
import io.motorpool.contracts.notification.model.Ticket;
import io.motorpool.contracts.notification.model.TicketInput;
import io.motorpool.contracts.notification.model.UnreadCount;
import io.motorpool.notification.domain.Notification;
import io.motorpool.notification.domain.NotificationNotFound;
import io.motorpool.notification.domain.NotificationService;
import io.motorpool.notification.domain.Tickets;
import io.motorpool.notification.domain.TopicNotFound;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.time.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notifications over HTTP. */
@ApplicationScoped
public class NotificationResource implements NotificationsApi {

  private final NotificationService notifications;
  private final Tickets tickets;

  /** For the container, which makes the client proxy with it. */
  protected NotificationResource() {
    this(null, null);
  }

  /**
   * @param notifications what customers were told
   * @param tickets open live topics
   */
  @Inject
  public NotificationResource(NotificationService notifications, Tickets tickets) {
    this.notifications = notifications;
    this.tickets = tickets;
  }

  @Override
  public Response getNotification(UUID notificationId) {
    return Response.ok(toModel(own(notificationId))).build();
  }

  @Override
  public Response listNotifications(UUID customerId, Boolean unread, Integer limit, String cursor) {
    List<Notification> found =
        notifications.list(
            limited(customerId), Optional.ofNullable(unread), Cursor.read(cursor), limit + 1);
    NotificationPage page = new NotificationPage();
    page.setItems(found.stream().limit(limit).map(NotificationResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Notification::id));
    return Response.ok(page).build();
  }

  @Override
  public Response countUnreadNotifications(UUID customerId) {
    return unread(customerId, notifications.countUnread(limited(customerId)));
  }

  @Override
  public Response markNotificationRead(UUID notificationId) {
    own(notificationId);
    return Response.ok(toModel(notifications.markRead(notificationId))).build();
  }

  @Override
  public Response markNotificationsRead(ReadUpTo readUpTo) {
    UUID customerId = readUpTo.getCustomerId();
    return unread(
        customerId, notifications.markReadUpTo(limited(customerId), readUpTo.getUpToSequence()));
  }

  @Override
  public Response issueTicket(TicketInput input) {
    UUID customerId = input.getCustomerId();
    Caller caller = Caller.present();
    caller.require(customerId, () -> new TopicNotFound(customerId));
    Tickets.Ticket ticket = tickets.issue(customerId, caller.expiresAt());
    return Response.ok(
            new Ticket()
                .ticket(ticket.text())
                .customerId(customerId)
                .expiresAt(Times.toModel(ticket.goodUntil())))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private Notification own(UUID notificationId) {
    Notification notification = notifications.get(notificationId);
    Caller.present()
        .require(notification.customerId(), () -> new NotificationNotFound(notificationId));
    return notification;
  }

  private static UUID limited(UUID customerId) {
    return Caller.present().limit(Optional.of(customerId)).orElseThrow();
  }

  private static Response unread(UUID customerId, long count) {
    return Response.ok(new UnreadCount().customerId(customerId).unread(count)).build();
  }

  private static io.motorpool.contracts.notification.model.Notification toModel(
      Notification notification) {
    return new io.motorpool.contracts.notification.model.Notification()
        .id(notification.id())
        .customerId(notification.customerId())
        .sequence(notification.sequence().orElse(null))
        .eventType(notification.eventType())
        .subject(notification.subject())
        .text(notification.text())
        .reservationId(notification.reservationId())
        .invoiceId(notification.invoiceId().orElse(null))
        .occurredAt(Times.toModel(notification.occurredAt()))
        .createdAt(Times.toModel(notification.createdAt()))
        .readAt(notification.readAt().map(Times::toModel).orElse(null));
  }
}
