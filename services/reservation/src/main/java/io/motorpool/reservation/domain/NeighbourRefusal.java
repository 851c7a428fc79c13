package io.motorpool.reservation.domain;

/**
 * A neighbour has understood the question and says no to it. That is an answer: it is not asked
 * again, and speaks for the neighbour's health.
 */
final class NeighbourRefusal extends RuntimeException {

  static final int NOT_FOUND = 404;
  static final int UNPROCESSABLE = 422;

  private final int status;

  /**
   * @param status of the answer, from 400 to 499
   */
  NeighbourRefusal(int status) {
    super("answered " + status, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
