package io.motorpool.notification.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no notification with this id. */
public final class NotificationNotFound extends Failure {

  /**
   * @param id under which there is none
   */
  public NotificationNotFound(UUID id) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "No notification %s.".formatted(id));
  }
}
