package io.motorpool.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Looks whether the ports of all parts are free before anything is started. */
final class Ports {

  private static final int ANSWER_LIMIT_MS = 5000;

  private Ports() {}

  /**
   * Checks the port of every part that is to be started.
   *
   * @throws LaunchException with a line for each port that is taken or asked for twice
   */
  static void check(Settings settings) {
    List<Part> parts = Arrays.stream(Part.values()).filter(settings::starts).toList();
    List<String> taken =
        parts.stream()
            .filter(it -> !isFree(settings.port(it)))
            .map(it -> taken(it, settings))
            .toList();
    if (!taken.isEmpty()) {
      throw new LaunchException(String.join(System.lineSeparator(), taken));
    }
    for (Part part : parts) {
      for (Part other : parts) {
        if (part.compareTo(other) < 0 && settings.port(part) == settings.port(other)) {
          throw new LaunchException(
              "%s and %s cannot both have port %d: set %s or %s to another one"
                  .formatted(
                      part.label(),
                      other.label(),
                      settings.port(part),
                      part.portVariable(),
                      other.portVariable()));
        }
      }
    }
  }

  /**
   * Looks whether a given broker is there at all: the services would wait for it for ever.
   *
   * @throws LaunchException when nothing answers
   */
  static void checkAnswer(URI broker) {
    int usual = broker.getScheme().equals("amqps") ? 5671 : 5672;
    int port = broker.getPort() < 0 ? usual : broker.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(broker.getHost(), port), ANSWER_LIMIT_MS);
    } catch (IOException e) {
      throw new LaunchException(
          "No broker answers at %s:%d: start it, or see to MOTORPOOL_BROKER_URI or --broker"
              .formatted(broker.getHost(), port),
          e);
    }
  }

  private static String taken(Part part, Settings settings) {
    return "Port %d of the %s is taken by another program: stop that one, or set %s to another port"
        .formatted(settings.port(part), part.label(), part.portVariable());
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do; else a port would seem taken for a minute after its last connection.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
