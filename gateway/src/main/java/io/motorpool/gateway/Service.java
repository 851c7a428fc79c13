package io.motorpool.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service and its replicas, which take turns. One that could not be connected to is left out for
 * a moment, one that is not ready as long as it is not; unless no other is left.
 */
final class Service {

  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<Replica> replicas;
  private final AtomicInteger turn = new AtomicInteger();

  Service(List<URI> replicas) {
    this.replicas = replicas.stream().map(Replica::new).toList();
  }

  /** All replicas. */
  List<Replica> replicas() {
    return replicas;
  }

  /** The replicas in the order to try them; those that are left out come last. */
  List<Replica> inTurn() {
    int first = Math.floorMod(turn.getAndIncrement(), replicas.size());
    List<Replica> order = new ArrayList<>(replicas.size());
    List<Replica> leftOut = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      Replica replica = replicas.get((first + i) % replicas.size());
      (replica.isLeftOut() ? leftOut : order).add(replica);
    }
    order.addAll(leftOut);
    return order;
  }

  /** One running instance. Used by several event loops. */
  static final class Replica {

    private static final int HTTP_PORT = 80;
    private static final long NEVER = Long.MIN_VALUE;

    private final URI uri;
    private final AtomicLong failedAt = new AtomicLong(NEVER);
    private volatile boolean ready = true;

    private Replica(URI uri) {
      this.uri = uri;
    }

    URI uri() {
      return uri;
    }

    int port() {
      return uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
    }

    void failed() {
      failedAt.set(System.nanoTime());
    }

    void answered() {
      if (failedAt.get() != NEVER) {
        failedAt.set(NEVER);
      }
    }

    /** What the last look at its readiness said. */
    void ready(boolean isReady) {
      ready = isReady;
    }

    private boolean isLeftOut() {
      long failed = failedAt.get();
      return !ready || failed != NEVER && System.nanoTime() - failed < PAUSE_NANOS;
    }
  }
}
