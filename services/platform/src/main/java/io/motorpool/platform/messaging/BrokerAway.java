package io.motorpool.platform.messaging;

/**
 * An event needs the broker for its effect, and there is no connection to it. It is neither handled
 * nor parked, but comes again after a pause.
 */
final class BrokerAway extends RuntimeException {

  BrokerAway(Throwable cause) {
    super("There is no connection to the broker", cause);
  }
}
