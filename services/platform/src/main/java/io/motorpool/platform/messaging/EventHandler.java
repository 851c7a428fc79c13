package io.motorpool.platform.messaging;

/**
 * The effect that events have in a service. A consuming service has exactly one bean of this type,
 * its listener, so that an event that was parked can be handled again by the same code.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Applies one event, inside a transaction that the caller begins and ends.
   *
   * @param event an event whose effect is not stored yet
   * @throws MalformedEvent if it can never be applied
   * @throws io.motorpool.platform.failure.Failure if a rule stands against it
   */
  void handle(IncomingEvent event);
}
