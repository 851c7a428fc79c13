package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.motorpool.gateway.portal.Portal;
import io.motorpool.gateway.portal.PortalFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the gateway answers itself: its front page, the contracts and the portal that shows them,
 * its health and its metrics.
 */
final class OwnPages {

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
      code { background: #f3f4f6; padding: .1em .3em; border-radius: .2em; }
      """;

  /** A page with its own style and links, and nothing that is fetched or run. */
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
          .formatted(sha256(STYLE));

  private final Map<String, Consumer<HttpServerResponse>> pages = new HashMap<>();

  /**
   * @param ready whether the gateway wants requests
   * @param metrics what it has counted
   */
  OwnPages(BooleanSupplier ready, PrometheusMeterRegistry metrics) {
    pages.put(
        "/",
        response -> {
          response.putHeader("Content-Security-Policy", PAGE_POLICY);
          send(response, "text/html; charset=utf-8", frontPage());
        });
    pages.put("/health", response -> health(response, "gateway", ready.getAsBoolean()));
    pages.put("/health/live", response -> health(response, "live", true));
    pages.put("/health/started", response -> health(response, "started", true));
    pages.put("/health/ready", response -> health(response, "ready", ready.getAsBoolean()));
    pages.put(
        "/metrics",
        response ->
            send(
                response,
                "text/plain; version=0.0.4; charset=utf-8",
                Buffer.buffer(metrics.scrape())));
    for (String service : Contracts.SERVICES) {
      contract(service, Contracts.contract(service));
    }
    contract("motorpool", Contracts.contract("motorpool"));
    contract("events", Contracts.events());
    postman("collection");
    postman("environment");
    portal(Portal.files(Contracts.SERVICES, Contracts.load(Contracts.events())));
  }

  private void contract(String name, byte[] document) {
    Buffer contract = Buffer.buffer(document);
    pages.put(
        "/contracts/" + name + ".yaml", response -> send(response, "application/yaml", contract));
  }

  private void postman(String name) {
    Buffer file = Buffer.buffer(Contracts.postman(name));
    pages.put(
        "/contracts/postman/" + name + ".json",
        response -> send(response, "application/json", file));
  }

  /** Some paths have the same page; each is kept once, as the gateway has little memory. */
  private void portal(Map<String, PortalFile> files) {
    Map<PortalFile, Consumer<HttpServerResponse>> made = new HashMap<>();
    files.forEach(
        (path, file) -> pages.put(path, made.computeIfAbsent(file, OwnPages::portalFile)));
  }

  private static Consumer<HttpServerResponse> portalFile(PortalFile file) {
    String mediaType = file.mediaType();
    String policy = file.policy();
    String caching = file.caching();
    Buffer body = Buffer.buffer(file.body());
    return response -> {
      response.putHeader("Content-Security-Policy", policy).putHeader("Cache-Control", caching);
      send(response, mediaType, body);
    };
  }

  /** Whether it is asked how the gateway is, which must be heard however much else is asked. */
  boolean isHealth(HttpServerRequest request) {
    return request.path() != null && request.path().startsWith("/health");
  }

  /** Answers if the path is one of the gateway's own. */
  boolean answer(HttpServerRequest request) {
    Consumer<HttpServerResponse> page = pages.get(request.path());
    if (page == null) {
      return false;
    }
    String method = request.method().name();
    if (method.equals("GET") || method.equals("HEAD")) {
      page.accept(request.response());
    } else {
      request.response().putHeader("Allow", "GET, HEAD");
      Problem.METHOD_NOT_ALLOWED.send(request.response(), request.path());
    }
    return true;
  }

  private static void health(HttpServerResponse response, String name, boolean up) {
    String status = up ? "UP" : "DOWN";
    JsonObject body =
        new JsonObject()
            .put("status", status)
            .put(
                "checks",
                new JsonArray().add(new JsonObject().put("name", name).put("status", status)));
    response.setStatusCode(up ? 200 : 503);
    send(response, "application/json", body.toBuffer());
  }

  private static void send(HttpServerResponse response, String mediaType, Buffer body) {
    // Said here, as an answer to HEAD has no body that it could be taken from.
    response
        .putHeader("Content-Type", mediaType)
        .putHeader("Content-Length", String.valueOf(body.length()))
        .end(body);
  }

  private static Buffer frontPage() {
    StringBuilder services = new StringBuilder();
    for (String service : Contracts.SERVICES) {
      services.append(
          """
          <li><a href="/contracts/%1$s.yaml">%1$s</a></li>
          """
              .formatted(service));
    }
    return Buffer.buffer(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Motorpool</title>
        <style>%s</style>
        </head>
        <body>
        <h1>Motorpool</h1>
        <p>The gateway of a vehicle-rental back end. It is up.</p>
        <p><a href="/docs">Read and try out what it offers</a>: the contracts of all services, and the events.</p>
        <h2>Contracts</h2>
        <ul>
        %s<li><a href="/contracts/motorpool.yaml">all of them in one</a></li>
        <li><a href="/contracts/events.yaml">events</a> (AsyncAPI)</li>
        <li>for Postman: <a href="/contracts/postman/collection.json">collection</a> and
        <a href="/contracts/postman/environment.json">environment</a></li>
        </ul>
        <h2>Live updates</h2>
        <p>WebSockets at <code>/topic/reservations/{customerId}</code> and
        <code>/topic/invoices/{customerId}</code>.</p>
        <h2>Operations</h2>
        <p><a href="/health">Health</a> and <a href="/metrics">metrics</a> of the gateway itself.</p>
        </body>
        </html>
        """
            .formatted(STYLE, services));
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
