package io.motorpool.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that come back to the same port after a stop. They lie below those that an
 * operating system gives to outgoing connections (from 32768 or 49152 on): one of those, free when
 * it was chosen, may belong to anybody's connection by the time the server starts again.
 */
public final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  // Begun by chance, so that two processes seldom look at the same; none is given twice.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /**
   * One more port of the loopback interface that nobody listens at.
   *
   * @throws IllegalStateException if all are taken
   */
  public static int next() {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody listens there.
      }
    }
    throw new IllegalStateException("No port is free");
  }
}
