package io.motorpool.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/** Starts the gateway, configured by the environment, and stops it with the process. */
public final class Main {

  private Main() {}

  /** Takes no arguments; ends with status 1 and one line if the gateway cannot start. */
  public static void main(String[] arguments) throws IOException {
    try (InputStream logging = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    System.Logger log = System.getLogger(Main.class.getName());
    try {
      Gateway gateway =
          Gateway.start(Configuration.from(System.getenv()), new RouteTable(Contracts.routes()));
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "shutdown"));
      log.log(System.Logger.Level.INFO, "The gateway listens on port {0}", gateway.port() + "");
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The gateway cannot start: " + e.getMessage());
      System.exit(1);
    }
  }
}
