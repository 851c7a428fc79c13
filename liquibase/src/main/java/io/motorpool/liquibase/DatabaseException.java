package io.motorpool.liquibase;

/** A database could not be created or migrated; the message is one line fit for an operator. */
public final class DatabaseException extends RuntimeException {

  DatabaseException(String message) {
    super(message);
  }

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The first line of the innermost cause's message, which is the one that names the trouble. */
  static String firstLine(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.toString() : message.lines().findFirst().orElse("");
  }
}
