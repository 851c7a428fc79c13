package io.motorpool.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One request on its way through, and the line that the access log gets of it. The line has the
 * route, not the path, and no query: neither ids of customers nor tokens get into the log.
 */
final class Exchange {

  static final String REQUEST_ID = "X-Request-Id";

  private static final System.Logger ACCESS = System.getLogger("io.motorpool.gateway.access");
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final HttpServerRequest request;
  private final String id;
  private final long begun = System.nanoTime();
  private final Counter counter;
  private Route route;
  private boolean upgraded;

  /** Hears of each answer that was sent whole. */
  interface Counter {
    void count(Exchange exchange, int status, Duration took);
  }

  private Exchange(HttpServerRequest request, Counter counter) {
    this.request = request;
    this.counter = counter;
    String given = request.getHeader(REQUEST_ID);
    this.id = given != null && SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  /** Begins an exchange; it is logged when its answer has ended, or the connection was lost. */
  static Exchange begin(HttpServerRequest request, Counter counter) {
    Exchange exchange = new Exchange(request, counter);
    request.response().putHeader(REQUEST_ID, exchange.id);
    request.response().closeHandler(closed -> exchange.log("aborted"));
    request
        .response()
        .endHandler(
            ended -> {
              exchange.log(String.valueOf(exchange.status()));
              counter.count(exchange, exchange.status(), exchange.took());
            });
    return exchange;
  }

  HttpServerRequest request() {
    return request;
  }

  String id() {
    return id;
  }

  Route route() {
    return route;
  }

  void route(Route found) {
    this.route = found;
  }

  /** The service has agreed to a WebSocket: the answer is given, the line stays open. */
  void upgraded() {
    upgraded = true;
    log(String.valueOf(status()));
    counter.count(this, status(), took());
  }

  /** The WebSocket is over. */
  void tunnelEnded() {
    log("closed");
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private int status() {
    return request.response().getStatusCode();
  }

  private void log(String outcome) {
    if (outcome.equals("aborted") && (upgraded || request.response().ended())) {
      return;
    }
    ACCESS.log(
        System.Logger.Level.INFO,
        "{0} {1} {2} {3} {4} {5} ms",
        id,
        request.method().name(),
        route == null ? "-" : route.template(),
        route == null ? "-" : route.service(),
        outcome,
        String.valueOf(took().toMillis()));
  }
}
