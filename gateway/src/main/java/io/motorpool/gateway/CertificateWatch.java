package io.motorpool.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Tells whenever something in the folders of the certificate and its key changes: a renewal writes
 * the files, or puts others in their place, one after the other.
 */
final class CertificateWatch implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

  private final WatchService service;
  private final Runnable changed;

  private CertificateWatch(WatchService service, Runnable changed) {
    this.service = service;
    this.changed = changed;
  }

  /**
   * Begins to watch.
   *
   * @param changed called by the watch's own thread
   * @throws IllegalArgumentException if a folder cannot be watched
   */
  static CertificateWatch start(ServerCertificate certificate, Runnable changed) {
    try {
      WatchService service = certificate.certificate().getFileSystem().newWatchService();
      for (Path folder : certificate.folders()) {
        folder.register(
            service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      }
      CertificateWatch watch = new CertificateWatch(service, changed);
      Thread.ofPlatform().name("certificate-watch").daemon().start(watch::watch);
      return watch;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: its folder cannot be watched (%s)"
              .formatted(ServerCertificate.CERTIFICATE, e.getClass().getSimpleName()),
          e);
    }
  }

  private void watch() {
    try {
      boolean there = true;
      while (there) {
        WatchKey key = service.take();
        key.pollEvents();
        there = key.reset();
        changed.run();
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The folder of the certificate is gone; a renewed one counts from the next start on");
    } catch (ClosedWatchServiceException e) {
      // The gateway stops.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
