package io.motorpool.embedded;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the parts from telling at length what went well. */
final class QuietLogs {

  // Held, because a logger nobody holds forgets its level.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("io.zonky.test.db.postgres"),
          Logger.getLogger("org.apache.qpid"),
          Logger.getLogger("qpid"),
          Logger.getLogger("no.nav.security"),
          Logger.getLogger("mockwebserver3.MockWebServer"),
          Logger.getLogger("okhttp3.mockwebserver.MockWebServer"));

  // Derby tells of every start and stop as a warning.
  private static final Logger DERBY = Logger.getLogger("DERBY");

  private QuietLogs() {}

  static void apply() {
    LOGGERS.forEach(it -> it.setLevel(Level.WARNING));
    DERBY.setLevel(Level.SEVERE);
    // Else Derby, where it is on the class path, leaves a log in the working directory as soon as
    // anything opens a JDBC connection.
    System.setProperty(
        "derby.stream.error.method",
        "org.apache.qpid.server.store.derby.DerbyUtils.getDerbyLogWriter");
  }
}
