package io.motorpool.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One request on its way through, and the line that the access log gets of it. The line has the
 * route, not the path, and no query: neither ids of customers nor tokens get into the log; of the
 * caller it has the roles and the issuer's id.
 */
final class Exchange {

  static final String REQUEST_ID = "X-Request-Id";

  private static final System.Logger ACCESS = System.getLogger("io.motorpool.gateway.access");
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final HttpServerRequest request;
  private final String id;
  private final long begun = System.nanoTime();
  private final Clients clients;
  private final ClientConnections connections;
  private final Counter counter;
  private final List<Runnable> whenOver = new ArrayList<>();
  private Route route;
  private Caller caller;
  private boolean upgraded;

  /** Hears of each answer that was sent whole. */
  interface Counter {
    void count(Exchange exchange, int status, Duration took);
  }

  private Exchange(
      HttpServerRequest request, Clients clients, ClientConnections connections, Counter counter) {
    this.request = request;
    this.clients = clients;
    this.connections = connections;
    this.counter = counter;
    String given = request.getHeader(REQUEST_ID);
    this.id = given != null && SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  /** Begins an exchange; it is logged when its answer has ended, or the connection was lost. */
  static Exchange begin(
      HttpServerRequest request, Clients clients, ClientConnections connections, Counter counter) {
    Exchange exchange = new Exchange(request, clients, connections, counter);
    HttpServerResponse response = request.response();
    response.putHeader(REQUEST_ID, exchange.id);
    response.headersEndHandler(
        sending -> SecurityHeaders.add(response.headers(), exchange.isSecure()));
    response.closeHandler(
        closed -> {
          exchange.log("aborted");
          exchange.over();
        });
    response.endHandler(
        ended -> {
          exchange.log(String.valueOf(exchange.status()));
          counter.count(exchange, exchange.status(), exchange.took());
          exchange.over();
        });
    return exchange;
  }

  HttpServerRequest request() {
    return request;
  }

  String id() {
    return id;
  }

  /** The address the request comes from. */
  String address() {
    return clients.address(request);
  }

  /** Whose one of a proxy's connections is in truth; empty for connections that are their own. */
  Optional<String> behindProxy() {
    return clients.owner(request.connection()).isPresent()
        ? Optional.empty()
        : Optional.of(Clients.household(address()));
  }

  /** Whether nobody between the client and the gateway, or the proxy before it, could listen. */
  boolean isSecure() {
    return clients.isSecure(request);
  }

  Route route() {
    return route;
  }

  /** What the contract says of the method. */
  Operation operation() {
    return route.operation(request.method().name());
  }

  void route(Route found) {
    this.route = found;
  }

  /** Does something when the answer has been sent, or can no longer be. */
  void whenOver(Runnable action) {
    whenOver.add(action);
  }

  private void over() {
    whenOver.forEach(Runnable::run);
    whenOver.clear();
  }

  /** Answers that the request is not passed on. What is left of its body is read and forgotten. */
  void refuse(Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (problem.endsTheConnection()) {
      connections.lastWord(request.connection());
    }
    problem.send(response, request.path());
    request.resume();
  }

  /** The caller whose token was verified; none if none was sent. */
  Optional<Caller> caller() {
    return Optional.ofNullable(caller);
  }

  void caller(Caller verified) {
    this.caller = verified;
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
    over();
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
        "{0} {1} {2} {3} {4} {5} ms {6}",
        id,
        request.method().name(),
        route == null ? "-" : route.template(),
        route == null ? "-" : route.service(),
        outcome,
        String.valueOf(took().toMillis()),
        caller == null ? "- -" : caller.forTheLog());
  }
}
