package io.motorpool.platform.failure;

import java.util.OptionalLong;

/** The caller changed a version of the resource that is no longer the present one. */
public final class StaleVersion extends Failure {

  /**
   * Checks that the caller knows the present version; to be called in the transaction of the
   * change.
   *
   * @param expected the version the caller named, empty if it does not care
   * @param actual the present version
   * @throws StaleVersion if they differ
   */
  public static void check(OptionalLong expected, long actual) {
    if (expected.isPresent() && expected.getAsLong() != actual) {
      throw new StaleVersion(expected.getAsLong(), actual);
    }
  }

  private StaleVersion(long expected, long actual) {
    super(
        Kind.STALE,
        "precondition-failed",
        "Precondition failed",
        "Version %d was named, the present one is %d: read it again.".formatted(expected, actual));
  }
}
