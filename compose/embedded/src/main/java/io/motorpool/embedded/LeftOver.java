package io.motorpool.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an earlier PostgreSQL server may have left in its data folder: a pid file, and perhaps
 * itself.
 */
final class LeftOver {

  private static final long STOP_SECONDS = 20;

  private final Path data;

  private LeftOver(Path data) {
    this.data = data;
  }

  static LeftOver of(Path data) {
    return new LeftOver(data);
  }

  /** The process id in the pid file, if there is one. */
  Optional<Long> pid() {
    try {
      return Files.readString(pidFile()).lines().findFirst().map(String::strip).map(Long::valueOf);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // A machine that lost its power may leave half a file.
      return Optional.empty();
    }
  }

  /**
   * Stops the earlier server if it still runs, and removes a pid file that has lost its meaning:
   * after a restart of the machine its number may be any other process's, and PostgreSQL would then
   * refuse to start.
   */
  void clear() throws IOException {
    Optional<ProcessHandle> earlier = pid().flatMap(ProcessHandle::of).filter(this::isPostgres);
    if (earlier.isPresent()) {
      stop(earlier.get());
    }
    Files.deleteIfExists(pidFile());
  }

  private boolean isPostgres(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    String command = process.info().commandLine().orElse("");
    return process.info().command().orElse(command).contains("postgres")
        && (String.join(" ", arguments) + command).contains(data.toString());
  }

  private void stop(ProcessHandle process) throws IOException {
    // SIGTERM would wait for clients to leave by themselves; SIGINT cuts them off and is clean.
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
    try {
      process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      throw new IOException(
          "An earlier PostgreSQL server (process %d) does not stop".formatted(process.pid()), e);
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }
}
