package io.motorpool.notification.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** There is no topic of this customer, for whoever asks. */
public final class TopicNotFound extends Failure {

  /**
   * @param customerId whose topic there is not
   */
  public TopicNotFound(UUID customerId) {
    super(
        Kind.NOT_FOUND,
        "not-found",
        "There is no such resource",
        "No topic of customer %s.".formatted(customerId));
  }
}
