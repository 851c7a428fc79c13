package io.motorpool.platform.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the database answered when it refused something, found in the causes of an exception. Codes:
 * PostgreSQL documentation, appendix A.
 *
 * @param code the five characters of the SQL standard, never null
 * @param constraint the name of the violated constraint, or null
 */
public record SqlState(String code, String constraint) {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String EXCLUSION_VIOLATION = "23P01";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String IDLE_IN_TRANSACTION = "25P03";
  private static final String UNTRANSLATABLE_CHARACTER = "22021";
  private static final String CONNECTION_LOST = "08006";

  /**
   * The database's answer among the exception's causes, or else among what was suppressed on the
   * way. The causes go first: what is suppressed may be no more than a complaint that the
   * transaction has failed already.
   */
  public static Optional<SqlState> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(of(sql));
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (Throwable suppressed : cause.getSuppressed()) {
        Optional<SqlState> found = of(suppressed);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static SqlState of(SQLException failure) {
    String code = failure.getSQLState();
    if (code == null) {
      // The pool's own time-out while waiting for a connection carries no state.
      code = failure instanceof SQLTransientException ? CONNECTION_LOST : "";
    }
    ServerErrorMessage message =
        failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    return new SqlState(code, message == null ? null : message.getConstraint());
  }

  /** Whether a unique or an exclusion constraint of this name was violated. */
  public boolean violates(String constraintName) {
    return (code.equals(UNIQUE_VIOLATION) || code.equals(EXCLUSION_VIOLATION))
        && constraintName.equals(constraint);
  }

  /**
   * Whether the same work may succeed when it is simply done again: a deadlock, a serialisation
   * failure, or a transaction that the server has ended because this process stood still in it.
   */
  public boolean isConflict() {
    return code.startsWith("40") || code.equals(IDLE_IN_TRANSACTION);
  }

  /** Whether another transaction held something for longer than the lock time-out. */
  public boolean isLockTimeout() {
    return code.equals(LOCK_NOT_AVAILABLE);
  }

  /** Whether a text holds a character that cannot be stored: U+0000. */
  public boolean isUnstorableText() {
    return code.equals(UNTRANSLATABLE_CHARACTER);
  }

  /** Whether the database is away, restarting or out of connections, whatever was asked of it. */
  public boolean isUnavailable() {
    return code.startsWith("08") || code.startsWith("57P") || code.startsWith("53");
  }
}
