package io.motorpool.gateway.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The portal at {@code /docs}: one page with a tab for the contract of each service, which Swagger
 * UI shows, and one for the events. Its pages differ in what they show first; whoever changes the
 * tab stays on the page, so that the token entered there stays, too.
 *
 * <p>Only what is listed here is served, by exact path. Scripts and styles are files of the
 * gateway, with their digest in the path, so that browsers may keep them for good.
 */
public final class Portal {

  private static final String HOME = "/docs";
  private static final String EVENTS = HOME + "/events";

  /**
   * Swagger UI writes no style into the page that a policy would have to let in, evaluates nothing
   * and fetches from here only; the images that its styles draw are data.
   */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Of files that are no page. */
  private static final String FILE_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String NEVER = "no-store";

  private final Map<String, PortalFile> files = new TreeMap<>();

  private Portal() {}

  /**
   * All that belongs to the portal, by path.
   *
   * @param services each has its contract at {@code /contracts/<service>.yaml}
   * @param events the AsyncAPI document, without references to others
   */
  public static Map<String, PortalFile> files(List<String> services, Map<String, Object> events) {
    Portal portal = new Portal();
    portal.write(services, JsonMapper.shared().valueToTree(events));
    return Map.copyOf(portal.files);
  }

  private void write(List<String> services, JsonNode events) {
    String icon = file("portal.svg", "image/svg+xml", resource("portal.svg"));
    String head =
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Motorpool: contracts and events</title>
        <link rel="icon" type="image/svg+xml" href="%s">
        <link rel="stylesheet" href="%s">
        <link rel="stylesheet" href="%s">
        <script defer src="%s"></script>
        <script defer src="%s"></script>
        """
            .formatted(
                icon,
                file("swagger-ui.css", "text/css; charset=utf-8", swaggerUi("swagger-ui.css")),
                file("portal.css", "text/css; charset=utf-8", resource("portal.css")),
                file(
                    "swagger-ui-bundle.js",
                    "text/javascript; charset=utf-8",
                    swaggerUi("swagger-ui-bundle.js")),
                file("portal.js", "text/javascript; charset=utf-8", resource("portal.js")));
    PortalFile contracts = page(head, icon, "contract", services, events);
    files.put(HOME, contracts);
    services.forEach(service -> files.put(HOME + "/" + service, contracts));
    files.put(EVENTS, page(head, icon, "events", services, events));
  }

  /** Adds a file, and says where it is. */
  private String file(String name, String mediaType, byte[] body) {
    String path = HOME + "/files/" + digest(body) + "/" + name;
    files.put(path, new PortalFile(mediaType, FILE_POLICY, FOR_GOOD, body));
    return path;
  }

  private static PortalFile page(
      String head, String icon, String view, List<String> services, JsonNode events) {
    String tabs =
        services.stream()
            .map(
                service ->
                    "<a href=\"%s/%2$s\" data-contract=\"%2$s\">%3$s</a>"
                        .formatted(HOME, service, titleOf(service)))
            .collect(Collectors.joining("\n"));
    String html =
        """
    <!doctype html>
    <html lang="en">
    <head>
    %s</head>
    <body data-view="%s">
    <header>
    <a class="brand" href="/"><img src="%s" alt="" width="28" height="28">Motorpool</a>
    <nav aria-label="Contracts and events">
    %s
    <a href="%s" data-events>Events</a>
    </nav>
    </header>
    <div id="contract">
    <div class="hint">
    <p>To try an operation out, paste a token at <b>Authorize</b>; <code>./run token agent</code> prints one (or
    <code>customer</code>, <code>manager</code>, <code>operator</code>). Only this page knows it, until it is closed or loaded again.</p>
    <p><a class="file" href="/contracts/%s.yaml" download>The contract as a file</a></p>
    </div>
    <noscript><p class="hint">Without JavaScript there are only the files: %s.</p></noscript>
    <main id="swagger-ui"></main>
    </div>
    <div id="events">
    <div class="hint">
    <p>Published to RabbitMQ, and pushed to customers over WebSockets. Read here, or with any tool for AsyncAPI.</p>
    <p><a class="file" href="/contracts/events.yaml" download>The document as a file</a></p>
    </div>
    <main>
    %s</main>
    </div>
    </body>
    </html>
    """
            .formatted(
                head,
                view,
                icon,
                tabs,
                EVENTS,
                services.getFirst(),
                services.stream()
                    .map(it -> "<a href=\"/contracts/%1$s.yaml\">%1$s</a>".formatted(it))
                    .collect(Collectors.joining(", ")),
                EventsSection.of(events));
    return new PortalFile("text/html; charset=utf-8", PAGE_POLICY, NEVER, html.getBytes(UTF_8));
  }

  private static String titleOf(String service) {
    return service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
  }

  /** Of the library, whose files are in a folder that is named after its version. */
  private static byte[] swaggerUi(String name) {
    Properties library = new Properties();
    try (InputStream stream =
        Portal.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (stream == null) {
        throw new IllegalStateException("Swagger UI is not packaged");
      }
      library.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(
        "/META-INF/resources/webjars/swagger-ui/%s/%s"
            .formatted(library.getProperty("version"), name));
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Portal.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not packaged");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
