package io.motorpool.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder of everything a platform keeps. One launcher has it at a time; while it runs, it says
 * there where its parts are to be found, for the commands that are given in another terminal.
 */
final class DataFolder implements AutoCloseable {

  private static final String GIVEN_ISSUER = "given-issuer";

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, and creates it if need be.
   *
   * @throws LaunchException when another launcher has it
   */
  static DataFolder take(Path folder) {
    try {
      Files.createDirectories(folder.resolve("logs"));
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // The system lets go of it with this process, however that ends.
      if (!isOurs(lock)) {
        lock.close();
        throw new LaunchException(
            "Motorpool already runs on %s: stop it, or set MOTORPOOL_DATA to another folder"
                .formatted(folder));
      }
      lock.truncate(0);
      lock.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(folder, lock);
    } catch (IOException e) {
      throw new LaunchException("Cannot write to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isOurs(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Tells other commands where the parts are. */
  void announce(Settings settings) {
    Properties ports = new Properties();
    settings.ports().forEach((part, port) -> ports.setProperty(part.label(), port.toString()));
    settings.issuer().ifPresent(it -> ports.setProperty(GIVEN_ISSUER, it));
    try (Writer writer = Files.newBufferedWriter(announcement(folder))) {
      ports.store(writer, "Where the parts of the running platform listen");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of a part of the platform that runs on a folder, if one does. */
  static Optional<Integer> announced(Path folder, Part part) {
    return announced(folder, part.label()).map(Integer::valueOf);
  }

  /** The issuer that was given to the platform that runs on a folder, if one was. */
  static Optional<String> announcedIssuer(Path folder) {
    return announced(folder, GIVEN_ISSUER);
  }

  private static Optional<String> announced(Path folder, String name) {
    try (Reader reader = Files.newBufferedReader(announcement(folder))) {
      Properties announced = new Properties();
      announced.load(reader);
      return Optional.ofNullable(announced.getProperty(name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(announcement(folder));
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path announcement(Path folder) {
    return folder.resolve("ports.properties");
  }
}
