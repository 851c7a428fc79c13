package io.motorpool.platform.messaging;

/** A message that can never be processed, however often it is tried: it is parked at once. */
public final class MalformedEvent extends RuntimeException {

  /**
   * @param message what is wrong with it, without its content
   * @param cause what the reader said, or null
   */
  public MalformedEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
