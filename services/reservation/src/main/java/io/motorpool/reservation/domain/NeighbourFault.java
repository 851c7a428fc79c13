package io.motorpool.reservation.domain;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.ProcessingException;
import java.util.function.Supplier;

/** A neighbour has not answered, and the question is not to blame. */
class NeighbourFault extends RuntimeException {

  private NeighbourFault(String message, Throwable cause) {
    super(message, cause, false, false);
  }

  /**
   * @param status what it answered, 500 or above
   */
  static NeighbourFault of(int status) {
    String message = "answered " + status;
    return switch (status) {
      case 502, 503, 504 -> new Passing(message, null);
      default -> new NeighbourFault(message, null);
    };
  }

  /**
   * Asks.
   *
   * @throws NeighbourFault if the neighbour cannot be reached, or not be understood
   */
  static <T> T orAnswer(Supplier<T> question) {
    try {
      return question.get();
    } catch (ProcessingException e) {
      throw e.getCause() instanceof JacksonException
          ? new NeighbourFault("answered what cannot be read", e)
          : new Passing(String.valueOf(e.getCause()), e);
    }
  }

  /** One that may be gone when the question is asked again: nobody was there, or all were busy. */
  static final class Passing extends NeighbourFault {
    private Passing(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
