package io.motorpool.local;

import io.motorpool.embedded.DevelopmentIssuer;
import io.motorpool.embedded.Role;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ./run} hands over to once everything is built: {@code start}, {@code demo} and {@code
 * token}.
 */
public final class Main {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Exits with 0 when all went well, 1 when something failed, 2 for a command that is no such. */
  public static void main(String[] arguments) {
    System.exit(new Main(System.getenv(), System.out, System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    String command = arguments.isEmpty() ? "start" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (command) {
        case "start" -> start(rest);
        case "demo" -> demo();
        case "token" -> token(rest);
        default -> misused("Unknown command: " + command);
      };
    } catch (LaunchException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private int start(List<String> flags) {
    Optional<String> unknown =
        flags.stream()
            .filter(it -> !it.startsWith("--postgresql=") && !it.startsWith("--broker="))
            .findFirst();
    if (unknown.isPresent()) {
      return misused("Unknown option: " + unknown.get());
    }
    Settings settings = settings(flags);
    Platform platform = Platform.prepare(settings, out);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(platform)));
    try {
      out.println("Starting Motorpool; data and logs are in " + settings.data());
      platform.start();
      if (settings.starts(Part.ISSUER)) {
        loadFleet(platform);
      }
      welcome(settings);
      err.println(platform.awaitDeath());
    } catch (LaunchException e) {
      if (!platform.isClosing()) {
        err.println(e.getMessage());
      }
    }
    stop(platform);
    return FAILED;
  }

  private void loadFleet(Platform platform) {
    int vehicles = new Fleet(platform.api(Role.MANAGER)).loadWhatIsMissing();
    if (vehicles > 0) {
      out.println("  %d vehicles of the demonstration fleet are loaded".formatted(vehicles));
    }
  }

  // Called when a part has died, and again, or for the first time, when the JVM ends.
  private void stop(Platform platform) {
    boolean first = !platform.isClosing();
    if (first) {
      out.println("Stopping Motorpool");
    }
    // What parts that are cut short have to say is no news.
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nowhere);
    System.setErr(nowhere);
    platform.close();
    if (first) {
      out.println("Stopped");
    }
  }

  private void welcome(Settings settings) {
    String gateway = "localhost:" + settings.port(Part.GATEWAY);
    out.println();
    out.println("Motorpool is ready: http://" + gateway);
    out.println();
    out.printf("  %-13s http://%s/docs%n", "portal", gateway);
    for (Part service : Part.services()) {
      out.printf(
          "  %-13s http://localhost:%d/openapi/ui%n", service.label(), settings.port(service));
    }
    out.printf("  %-13s http://%s/health%n", "health", gateway);
    if (settings.issuer().isPresent()) {
      out.printf("  %-13s of %s; the fleet is yours to enter%n", "tokens", settings.issuer().get());
    } else {
      out.printf(
          "  %-13s wscat -H \"Authorization: Bearer $(./run token agent)\""
              + " -c 'ws://%s/topic/reservations/<customerId>'%n",
          "live events", gateway);
      out.printf("  %-13s ./run demo%n", "a rental");
      out.printf("  %-13s ./run token %s%n", "a token", roles());
    }
    out.println();
    out.println("Ctrl-C stops everything.");
  }

  private int demo() {
    Settings settings = settings(List.of());
    requireOurIssuer(settings);
    URI gateway = URI.create("http://127.0.0.1:" + port(settings, Part.GATEWAY));
    Bearer manager = Bearer.of(port(settings, Part.ISSUER), Role.MANAGER);
    new Demo(new Api(gateway, manager), out, settings.data().resolve("demo")).walk();
    out.println("Every step was seen.");
    return 0;
  }

  private int token(List<String> arguments) {
    Optional<Role> role = arguments.stream().findFirst().flatMap(Role::named);
    if (role.isEmpty() || arguments.size() > 2) {
      return misused("Usage: ./run token %s [<customerId>]".formatted(roles()));
    }
    Settings settings = settings(List.of());
    requireOurIssuer(settings);
    int port = port(settings, Part.ISSUER);
    String subject = arguments.size() == 2 ? arguments.get(1) : role.get().usualSubject();
    out.println(TokenRequest.send(DevelopmentIssuer.tokenEndpoint(port), role.get(), subject));
    return 0;
  }

  /** Only the issuer for development gives a token to anybody who asks. */
  private static void requireOurIssuer(Settings settings) {
    settings
        .issuer()
        .or(() -> DataFolder.announcedIssuer(settings.data()))
        .ifPresent(
            it -> {
              throw new LaunchException(
                  "Tokens are issued by %s and not by ./run: log in there".formatted(it));
            });
  }

  /** Where a running platform's part listens, which need not be where it would now. */
  private static int port(Settings settings, Part part) {
    return DataFolder.announced(settings.data(), part).orElse(settings.port(part));
  }

  private static String roles() {
    return String.join("|", Arrays.stream(Role.values()).map(Role::roleName).toList());
  }

  private Settings settings(List<String> flags) {
    return Settings.from(
        Path.of(System.getProperty("motorpool.home", "")).toAbsolutePath(), environment, flags);
  }

  private int misused(String message) {
    err.println(message);
    return MISUSED;
  }
}
