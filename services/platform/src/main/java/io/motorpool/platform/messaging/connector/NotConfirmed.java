package io.motorpool.platform.messaging.connector;

/** Why the broker is not known to have an event; it may have it all the same. */
public final class NotConfirmed extends RuntimeException {

  NotConfirmed(String message) {
    super(message);
  }

  NotConfirmed(String message, Throwable cause) {
    super(message, cause);
  }
}
