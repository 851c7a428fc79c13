package io.motorpool.local;

/** Something could not be done; the message is one line that says what, and what helps. */
public final class LaunchException extends RuntimeException {

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
