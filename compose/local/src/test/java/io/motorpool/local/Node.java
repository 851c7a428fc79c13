package io.motorpool.local;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Node.js, which is not needed to run Motorpool, and which some of its clients run on. */
final class Node {

  private static final String NEW_ENOUGH =
      "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)";

  private Node() {}

  /**
   * Where there is none, or one before 20, the test is skipped aloud; in CI, which is not to go
   * without, it fails.
   *
   * @param what is not tried then
   * @throws AssertionError in CI
   */
  static void require(String what) throws InterruptedException {
    if (isThere()) {
      return;
    }
    String missing = "There is no Node 20 on this machine";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(missing + ", and CI is not to go without");
    }
    System.err.println("*** SKIPPED: " + missing + ", so " + what + " is not tried ***");
    Assumptions.abort("no Node");
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "-e", NEW_ENOUGH).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
