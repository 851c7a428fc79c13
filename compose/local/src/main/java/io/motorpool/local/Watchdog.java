package io.motorpool.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;

/**
 * Ends the programs when the launcher is gone without having done so itself, as after a {@code kill
 * -9}.
 *
 * <p>A small shell that reads process ids from its standard input. It cannot miss the launcher's
 * end: the system then closes the other end of the pipe.
 */
final class Watchdog implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      programs= servers= alive=
      without() { left=; for one in $2; do [ "$one" = "$1" ] || left="$left $one"; done; echo $left; }
      while read -r what pid; do
        case $what in
          program) programs="$programs $pid" ;;
          server) servers="$servers $pid" ;;
          all-gone) programs= servers= ;;
          gone) programs=$(without "$pid" "$programs"); servers=$(without "$pid" "$servers") ;;
        esac
      done
      [ -z "$programs" ] || kill -TERM $programs
      for second in 1 2 3 4 5 6 7 8; do
        alive=
        for pid in $programs; do if kill -0 "$pid"; then alive="$alive $pid"; fi; done
        [ -n "$alive" ] || break
        sleep 1
      done
      [ -z "$alive" ] || kill -KILL $alive
      [ -z "$servers" ] || kill -INT $servers
      """;

  private final Process process;
  private final Writer names;
  private boolean closed;

  private Watchdog(Process process) {
    this.process = process;
    this.names = process.outputWriter();
  }

  static Watchdog start() {
    try {
      return new Watchdog(
          new ProcessBuilder("/bin/sh", "-c", SCRIPT, "motorpool-watchdog")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("No shell to watch over the programs", e);
    }
  }

  /** To be ended with SIGTERM, and with force if that does not do. */
  void watchProgram(long pid) {
    tell("program " + pid);
  }

  /**
   * PostgreSQL: SIGTERM would let it wait for its clients, SIGINT makes it stop cleanly at once.
   */
  void watchServer(long pid) {
    tell("server " + pid);
  }

  /** Has ended, and its number may soon be another process's. */
  void forget(long pid) {
    tell("gone " + pid);
  }

  /** Nothing is left to watch. */
  void allGone() {
    tell("all-gone");
  }

  private synchronized void tell(String line) {
    if (closed) {
      return;
    }
    try {
      names.write(line + "\n");
      names.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The watchdog is gone", e);
    }
  }

  /** Lets the watchdog go; what it still knows of it ends. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      names.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }
}
