package io.motorpool.notification.socket;

import io.motorpool.testing.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that has said hello, and neither reads nor answers from then on. */
final class MuteClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket = new Socket();

  MuteClient(URI topic) throws IOException {
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(topic.getHost(), topic.getPort()));
    socket
        .getOutputStream()
        .write(
            """
            GET %s HTTP/1.1\r
            Host: 127.0.0.1\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Authorization: Bearer %s\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """
                .formatted(topic.getPath(), Tokens.staff())
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether the server has cut the connection, behind what was on its way. */
  boolean isCut() throws IOException {
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    try {
      while (in.read(buffer) >= 0) {
        // What was on its way.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
