package io.motorpool.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a server that the test can cut and mend: a port of this machine whose connections are
 * passed on to another.
 */
public final class TcpLine implements AutoCloseable {

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private volatile boolean silent;

  private TcpLine(int target) {
    this.target = target;
    this.listener = listen(FreePorts.next());
    this.port = listener.getLocalPort();
    acceptOn(listener);
  }

  /** A whole line to a port of this machine. */
  public static TcpLine to(int targetPort) {
    return new TcpLine(targetPort);
  }

  /** Where to connect to. */
  public int port() {
    return port;
  }

  /** Resets the connections there are; new ones work. */
  public void interrupt() {
    for (Socket socket : sockets) {
      close(socket);
    }
  }

  /** Resets the connections there are and refuses new ones until it is mended. */
  public synchronized void cut() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    interrupt();
  }

  /** Takes connections again. */
  public synchronized void mend() {
    silent = false;
    if (listener.isClosed()) {
      listener = listen(port);
      acceptOn(listener);
    }
  }

  /** Lets nothing through any more without closing a connection, as a dead network does. */
  public void fallSilent() {
    silent = true;
  }

  @Override
  public void close() {
    cut();
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptOn(ServerSocket server) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  passOn(server.accept());
                } catch (IOException e) {
                  // The line was cut.
                }
              }
            });
  }

  private void passOn(Socket inner) {
    try {
      Socket outer = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(inner);
      sockets.add(outer);
      inner.setTcpNoDelay(true);
      outer.setTcpNoDelay(true);
      pass(inner, outer);
      pass(outer, inner);
    } catch (IOException e) {
      // Nobody listens at its end: the caller sees it closed.
      close(inner);
    }
  }

  private void pass(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                  if (!silent) {
                    out.write(buffer, 0, read);
                  }
                }
              } catch (IOException e) {
                // Either end has closed.
              }
            });
  }

  private static void close(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}
