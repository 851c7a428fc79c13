package io.motorpool.reservation.domain;

import java.util.Optional;

/**
 * A neighbour has understood the question and says no to it. That is an answer: it is not asked
 * again, and speaks for the neighbour's health.
 */
final class NeighbourRefusal extends RuntimeException {

  static final int NOT_FOUND = 404;
  static final int UNPROCESSABLE = 422;

  private final int status;
  private final transient Optional<Reason> reason;

  /**
   * Why a neighbour says no, as its problem has it.
   *
   * @param type the stable name of the problem in kebab case
   * @param title the problem in one sentence, the same each time
   * @param detail what happened this time
   * @param pointer the JSON pointer of the part of the question that is to blame, if one is
   */
  record Reason(String type, String title, String detail, Optional<String> pointer) {}

  /**
   * @param status of the answer, from 400 to 499
   * @param reason empty if it is not known
   */
  NeighbourRefusal(int status, Optional<Reason> reason) {
    super("answered " + status + reason.map(it -> " " + it.type()).orElse(""), null, false, false);
    this.status = status;
    this.reason = reason;
  }

  int status() {
    return status;
  }

  Optional<Reason> reason() {
    return reason;
  }
}
