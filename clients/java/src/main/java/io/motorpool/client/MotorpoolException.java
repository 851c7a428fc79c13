package io.motorpool.client;

/** A call did not end as it should: either it was refused, or nobody answered. */
public abstract class MotorpoolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MotorpoolException(String message, Throwable cause) {
    super(message, cause);
  }
}
