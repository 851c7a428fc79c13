package io.motorpool.platform.messaging;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** No event is parked under this id: it never was, or it was replayed or discarded. */
public final class ParkedEventNotFound extends Failure {

  ParkedEventNotFound(UUID id) {
    super(
        Kind.NOT_FOUND,
        "parked-event-not-found",
        "Parked event not found",
        "No event is parked under " + id + "; it may have been replayed or discarded.");
  }
}
