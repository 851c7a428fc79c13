package io.motorpool.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that come back to the same port after a stop. They lie below those that an
 * operating system gives to outgoing connections (from 32768 or 49152 on): one of those, free when
 * it was chosen, may belong to anybody's connection by the time the server starts again.
 *
 * <p>They are dealt out in blocks, and who has a block listens at its first port for as long as the
 * process lives: another process that chooses ports at the same time takes another block.
 */
public final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int BLOCKS = 120;
  private static final int BLOCK = 100;

  private static int next;
  private static int end;

  private FreePorts() {}

  /**
   * One more port of the loopback interface that nobody listens at; none is given twice.
   *
   * @throws IllegalStateException if all are taken
   */
  public static synchronized int next() {
    while (true) {
      if (next == end) {
        takeBlock();
      }
      int port = next++;
      if (listenAt(port) instanceof ServerSocket socket) {
        close(socket);
        return port;
      }
    }
  }

  private static void takeBlock() {
    int chance = ThreadLocalRandom.current().nextInt(BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      int guard = FIRST + (chance + i) % BLOCKS * BLOCK;
      // Never closed: see above.
      if (listenAt(guard) != null) {
        next = guard + 1;
        end = guard + BLOCK;
        return;
      }
    }
    throw new IllegalStateException("No port is free");
  }

  /** Null if somebody else does. */
  private static ServerSocket listenAt(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      return null;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A port cannot be given back", e);
    }
  }
}
