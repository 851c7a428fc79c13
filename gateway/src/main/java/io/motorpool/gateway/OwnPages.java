package io.motorpool.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What the gateway answers itself: its front page, the contracts, its health and its metrics. */
final class OwnPages {

  private final Map<String, Consumer<HttpServerResponse>> pages = new HashMap<>();

  /**
   * @param ready whether the gateway wants requests
   * @param metrics what it has counted
   */
  OwnPages(BooleanSupplier ready, PrometheusMeterRegistry metrics) {
    pages.put("/", response -> send(response, "text/html; charset=utf-8", frontPage()));
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
      Buffer contract = Buffer.buffer(Contracts.contract(service));
      pages.put(
          "/contracts/" + service + ".yaml",
          response -> send(response, "application/yaml", contract));
    }
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
    response.putHeader("Content-Type", mediaType).end(body);
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
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
        code { background: #f3f4f6; padding: .1em .3em; border-radius: .2em; }
        </style>
        </head>
        <body>
        <h1>Motorpool</h1>
        <p>The gateway of a vehicle-rental back end. It is up.</p>
        <h2>Contracts</h2>
        <ul>
        %s</ul>
        <h2>Live updates</h2>
        <p>WebSockets at <code>/topic/reservations/{customerId}</code> and
        <code>/topic/invoices/{customerId}</code>.</p>
        <h2>Operations</h2>
        <p><a href="/health">Health</a> and <a href="/metrics">metrics</a> of the gateway itself.</p>
        </body>
        </html>
        """
            .formatted(services));
  }
}
