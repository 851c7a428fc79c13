package io.motorpool.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Remembers in a file which processes were started, so that the next launcher can end what is left
 * of them.
 */
final class Ledger {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  // The system tells a process's start only so precisely.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  Ledger(Path file) {
    this.file = file;
  }

  /** Ends the processes of an earlier launcher that are still there, and nobody else's. */
  void clear() {
    List<ProcessHandle> left = read().stream().map(Entry::find).flatMap(Optional::stream).toList();
    left.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : left) {
      try {
        process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        process.destroyForcibly();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    entries.clear();
    write();
  }

  synchronized void add(ProcessHandle process) {
    process
        .info()
        .startInstant()
        .ifPresent(startedAt -> entries.add(new Entry(process.pid(), startedAt)));
    write();
  }

  synchronized void remove(long pid) {
    entries.removeIf(it -> it.pid() == pid);
    write();
  }

  private List<Entry> read() {
    try {
      return Files.readAllLines(file).stream()
          .map(it -> it.split(" "))
          .filter(it -> it.length == 2)
          .map(it -> new Entry(Long.parseLong(it[0]), Instant.parse(it[1])))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    try {
      Files.writeString(
          file,
          entries.stream()
              .map(it -> it.pid() + " " + it.startedAt() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process; the number alone may meanwhile be another one's. */
  private record Entry(long pid, Instant startedAt) {

    Optional<ProcessHandle> find() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(
              it ->
                  it.info()
                      .startInstant()
                      .filter(at -> Duration.between(at, startedAt).abs().compareTo(TOLERANCE) <= 0)
                      .isPresent());
    }
  }
}
