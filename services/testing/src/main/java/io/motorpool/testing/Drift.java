package io.motorpool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where a service under test was seen to differ from the contracts. Whoever watches reports here,
 * on whatever thread; {@link DriftExtension} fails the test.
 */
final class Drift {

  /** One fault is often made a thousand times. */
  private static final int MOST_TOLD = 20;

  /** Names the file in which other processes of a test, as a second replica, report to this one. */
  static final String FILE = "motorpool.testing.drift";

  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
  private static volatile Path ofOthers;

  private Drift() {}

  /** The file for {@link #FILE}, which makes this the process whose tests fail. */
  static synchronized Path ofOthers() {
    try {
      if (ofOthers == null) {
        ofOthers = Files.createTempFile("motorpool-drift", ".txt");
        ofOthers.toFile().deleteOnExit();
      }
      return ofOthers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps one difference until a test is failed for it.
   *
   * @param what the operation or event, the place and the rule
   */
  static void report(String what) {
    String file = System.getProperty(FILE);
    if (ofOthers == null && file != null) {
      write(Path.of(file), what + System.lineSeparator(), StandardOpenOption.APPEND);
    } else {
      FOUND.add(what);
    }
  }

  private static void write(Path file, String text, StandardOpenOption how) {
    try {
      Files.writeString(file, text, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> takeThoseOfOthers() {
    try {
      List<String> found = ofOthers == null ? List.of() : Files.readAllLines(ofOthers);
      if (!found.isEmpty()) {
        write(ofOthers, "", StandardOpenOption.TRUNCATE_EXISTING);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails whoever calls it for all that was reported since the last call.
   *
   * @throws AssertionError if anything was
   */
  static void failIfFound() {
    Set<String> found = new LinkedHashSet<>(takeThoseOfOthers());
    for (String what = FOUND.poll(); what != null; what = FOUND.poll()) {
      found.add(what);
    }
    if (!found.isEmpty()) {
      List<String> told = new ArrayList<>(found).subList(0, Math.min(found.size(), MOST_TOLD));
      throw new AssertionError(
          "%d times the service is not as the contracts have it:%n%s"
              .formatted(found.size(), String.join(System.lineSeparator(), told)));
    }
  }
}
