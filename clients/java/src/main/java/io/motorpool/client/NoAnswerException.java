package io.motorpool.client;

/**
 * Nobody answered, or not in a way that can be understood. Whether something was changed is not
 * known; a call that was repeated with its {@code Idempotency-Key} may be made again with the same
 * one.
 */
public final class NoAnswerException extends MotorpoolException {

  private static final long serialVersionUID = 1L;

  /**
   * Made by the client.
   *
   * @param message which call, and what happened
   * @param cause what was thrown
   */
  public NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
