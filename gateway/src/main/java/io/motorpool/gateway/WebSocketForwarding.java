package io.motorpool.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes WebSockets on: the service decides on the handshake, and a tunnel joins the two sockets
 * when it agrees. What it answers otherwise is passed on as any answer.
 */
final class WebSocketForwarding {

  private static final System.Logger LOG = System.getLogger(WebSocketForwarding.class.getName());
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Vertx vertx;
  private final Origins origins;
  private final Duration handshakeLimit;
  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();

  /**
   * @param handshakeLimit how long the service may take to decide
   */
  WebSocketForwarding(Vertx vertx, Origins origins, Duration handshakeLimit) {
    this.vertx = vertx;
    this.origins = origins;
    this.handshakeLimit = handshakeLimit;
  }

  /** Whether a request asks for a WebSocket. */
  static boolean isAskedFor(HttpServerRequest request) {
    return request.canUpgradeToWebSocket();
  }

  /** How many are open. */
  int open() {
    return open.size();
  }

  /** Passes a routed request on, and whatever comes of it. */
  void pass(Exchange exchange) {
    Context context = vertx.getOrCreateContext();
    HttpServerRequest request = exchange.request();
    origins
        .connect(exchange.route().service())
        .compose(toService -> askService(toService, exchange))
        .onSuccess(answer -> pass(answer, exchange, context))
        .onFailure(failure -> refuse(exchange, failure));
  }

  private Future<HttpClientResponse> askService(HttpClientRequest toService, Exchange exchange) {
    HttpServerRequest request = exchange.request();
    toService.setMethod(request.method()).setURI(request.uri());
    MultiMap headers = toService.headers().setAll(request.headers());
    PassedHeaders.strip(headers);
    PassedHeaders.introduce(headers, exchange);
    headers.set("Connection", "Upgrade").set("Upgrade", "websocket");
    return toService
        .connect()
        .onSuccess(answer -> answer.pause())
        .timeout(handshakeLimit.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> toService.reset());
  }

  private void pass(HttpClientResponse answer, Exchange exchange, Context context) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.statusCode());
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(answer.headers());
    PassedHeaders.strip(headers);
    headers.remove(Exchange.REQUEST_ID);
    response.headers().addAll(headers);
    if (answer.statusCode() != SWITCHING_PROTOCOLS) {
      request.resume();
      answer.pipeTo(response).onFailure(failure -> response.reset());
      return;
    }
    response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
    NetSocket service = answer.netSocket();
    service.pause();
    exchange.upgraded();
    request
        .toNetSocket()
        .onSuccess(client -> join(client, service, exchange, context))
        .onFailure(failure -> service.close());
  }

  private void join(NetSocket client, NetSocket service, Exchange exchange, Context context) {
    client.pause();
    Tunnel[] self = new Tunnel[1];
    // A ticket has the end of its token, too, which the service knows.
    OptionalLong expiry =
        exchange.caller().stream()
            // Rounded up, so as not to be early.
            .mapToLong(caller -> Duration.between(Instant.now(), caller.expiresAt()).toMillis() + 1)
            .map(left -> vertx.setTimer(Math.max(1, left), expired -> self[0].expire()))
            .findFirst();
    self[0] =
        new Tunnel(
            context,
            client,
            service,
            () -> {
              open.remove(self[0]);
              expiry.ifPresent(vertx::cancelTimer);
              exchange.tunnelEnded();
            });
    open.add(self[0]);
    self[0].open();
  }

  private static void refuse(Exchange exchange, Throwable failure) {
    String service = exchange.route().service();
    Problem problem =
        switch (failure) {
          case Origins.NotConnected e -> Problem.unavailable(service);
          case TimeoutException e -> Problem.timeout(service);
          default -> Problem.badGateway(service);
        };
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} {1}: {2} ({3})",
        exchange.id(),
        service,
        problem.title(),
        failure.toString());
    exchange.refuse(problem);
  }

  /** Tells all clients that the gateway goes away. */
  void goAway() {
    open.forEach(Tunnel::goAway);
  }
}
