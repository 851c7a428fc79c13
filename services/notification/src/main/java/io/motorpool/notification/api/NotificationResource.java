package io.motorpool.notification.api;

import io.motorpool.contracts.notification.api.NotificationsApi;
import io.motorpool.contracts.notification.model.NotificationPage;
import io.motorpool.contracts.notification.model.ReadUpTo;
import io.motorpool.contracts.notification.model.UnreadCount;
import io.motorpool.notification.domain.Notification;
import io.motorpool.notification.domain.NotificationService;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.time.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notifications over HTTP. */
@ApplicationScoped
public class NotificationResource implements NotificationsApi {

  private final NotificationService notifications;

  /** For the container, which makes the client proxy with it. */
  protected NotificationResource() {
    this(null);
  }

  /**
   * @param notifications what customers were told
   */
  @Inject
  public NotificationResource(NotificationService notifications) {
    this.notifications = notifications;
  }

  @Override
  public Response getNotification(UUID notificationId) {
    return Response.ok(toModel(notifications.get(notificationId))).build();
  }

  @Override
  public Response listNotifications(UUID customerId, Boolean unread, Integer limit, String cursor) {
    List<Notification> found =
        notifications.list(customerId, Optional.ofNullable(unread), Cursor.read(cursor), limit + 1);
    NotificationPage page = new NotificationPage();
    page.setItems(found.stream().limit(limit).map(NotificationResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Notification::id));
    return Response.ok(page).build();
  }

  @Override
  public Response countUnreadNotifications(UUID customerId) {
    return unread(customerId, notifications.countUnread(customerId));
  }

  @Override
  public Response markNotificationRead(UUID notificationId) {
    return Response.ok(toModel(notifications.markRead(notificationId))).build();
  }

  @Override
  public Response markNotificationsRead(ReadUpTo readUpTo) {
    UUID customerId = readUpTo.getCustomerId();
    return unread(customerId, notifications.markReadUpTo(customerId, readUpTo.getUpToSequence()));
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
