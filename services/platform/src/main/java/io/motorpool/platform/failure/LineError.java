package io.motorpool.platform.failure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that is wrong with a body in lines, as a CSV file.
 *
 * @param line counted from 1
 * @param column the name of the column; empty if the line as a whole is wrong
 * @param detail what is wrong there, without personal data
 */
public record LineError(int line, Optional<String> column, String detail) {

  /**
   * @throws NullPointerException if something is missing
   */
  public LineError {
    requireNonNull(column, "column");
    requireNonNull(detail, "detail");
  }

  /** Something wrong in a column. */
  public static LineError in(int line, String column, String detail) {
    return new LineError(line, Optional.of(column), detail);
  }

  /** Something wrong with a line as a whole. */
  public static LineError of(int line, String detail) {
    return new LineError(line, Optional.empty(), detail);
  }
}
