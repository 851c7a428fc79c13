package io.motorpool.platform.persistence;

/** The work of a transaction was done, but the database did not commit it. */
public final class TransactionFailed extends RuntimeException {

  TransactionFailed(Throwable cause) {
    super("The transaction was not committed: " + cause.getMessage(), cause);
  }
}
