package io.motorpool.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** The server's end of WebSockets, as small as it can be: one script for each that is opened. */
final class StubTopic implements Closeable {

  /** What is done with one WebSocket after its handshake; where it returns, the line is cut. */
  interface Script {
    void run(Peer peer) throws IOException;
  }

  private final ServerSocket server;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  StubTopic(Script... scripts) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(scripts));
  }

  URI address() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  List<String> targets() {
    return targets;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve(Script... scripts) {
    for (Script script : scripts) {
      try {
        Socket socket = server.accept();
        Peer peer = new Peer(socket);
        String key = "";
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        targets.add(reader.readLine().split(" ")[1]);
        for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
          String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
          String value = line.substring(line.indexOf(':') + 1).strip();
          if (name.equals("sec-websocket-key")) {
            key = value;
          } else if (name.equals("authorization")) {
            authorizations.add(value);
          }
        }
        peer.key = key;
        script.run(peer);
        // Not closed before the client does: with something unread the line would be reset, and
        // take
        // along what was sent.
        socket.shutdownOutput();
        Thread.ofVirtual().start(peer::drain);
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  /** One WebSocket, from the server's side. */
  static final class Peer {

    private final OutputStream out;
    private final Socket socket;
    private String key;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    void refuse(int status) throws IOException {
      write("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    void accept() throws IOException {
      write(
          "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
              + accepted(key)
              + "\r\n\r\n");
      frame(0x89, new byte[0]);
    }

    void event(long sequence, String type) throws IOException {
      String json =
          """
          {"specversion": "1.0", "id": "0193d5a4-7000-7c00-8000-%012d", "source": "/motorpool/reservation",
           "type": "%s", "subject": "0193d5a4-3000-7c00-8000-000000000001", "time": "2026-11-20T10:00:00Z",
           "sequence": "%010d", "data": {"status": "CONFIRMED", "version": 2}}
          """
              .formatted(sequence, type, sequence);
      frame(0x81, json.getBytes(StandardCharsets.UTF_8));
    }

    void closing(int code) throws IOException {
      frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
      awaitEnd();
    }

    /** Breaks the line off, as a machine does that goes down. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void awaitEnd() throws IOException {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void drain() {
      try (socket) {
        awaitEnd();
      } catch (IOException e) {
        // Reset by the client, which is an end, too.
        return;
      }
    }

    private void frame(int head, byte[] payload) throws IOException {
      out.write(head);
      if (payload.length < 126) {
        out.write(payload.length);
      } else {
        out.write(126);
        out.write(payload.length >> 8);
        out.write(payload.length);
      }
      out.write(payload);
      out.flush();
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    private static String accepted(String key) {
      try {
        return Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-1")
                    .digest(
                        (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII)));
      } catch (NoSuchAlgorithmException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
