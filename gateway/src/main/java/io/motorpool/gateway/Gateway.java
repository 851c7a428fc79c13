package io.motorpool.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running gateway: an event loop for each core, all listening on one port and sharing one pool
 * of connections to the services.
 */
public final class Gateway implements AutoCloseable {

  private static final int LONGEST_URI = 4_096;
  private static final int LARGEST_HEADERS = 16_384;
  private static final int CONNECTIONS_PER_REPLICA = 64;
  private static final int WAITING_FOR_A_CONNECTION = 256;
  private static final int WEB_SOCKETS_PER_REPLICA = 4_096;
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Configuration configuration;
  private final RouteTable routes;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OwnPages ownPages;
  private final Cors cors;
  private final HttpClient requests;
  private final HttpClient webSocketHandshakes;
  private final Forwarding forwarding;
  private final WebSocketForwarding webSockets;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile boolean ready;

  private Gateway(Configuration configuration, RouteTable routes) {
    this.configuration = configuration;
    this.routes = routes;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()));
    this.cors = new Cors(configuration.allowedOrigins());
    this.ownPages = new OwnPages(() -> ready, metrics);
    this.requests =
        client(
            new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS_PER_REPLICA)
                .setMaxWaitQueueSize(WAITING_FOR_A_CONNECTION));
    // A WebSocket keeps its connection as long as it lives; it must not keep it from requests.
    this.webSocketHandshakes =
        client(new PoolOptions().setHttp1MaxSize(WEB_SOCKETS_PER_REPLICA).setMaxWaitQueueSize(0));
    Map<String, Service> services = new HashMap<>();
    configuration.services().forEach((name, urls) -> services.put(name, new Service(urls)));
    Duration answerLimit = Duration.ofSeconds(configuration.answerSeconds());
    this.forwarding =
        new Forwarding(
            requests, new Origins(services, requests, answerLimit), configuration.longestBody());
    this.webSockets =
        new WebSocketForwarding(
            vertx, new Origins(services, webSocketHandshakes, Duration.ZERO), answerLimit);
    Gauge.builder("motorpool.gateway.websockets.open", webSockets, WebSocketForwarding::open)
        .description("WebSockets that are open now")
        .register(metrics);
    ReadinessProbes.start(vertx, requests, services.values());
  }

  /**
   * Starts a gateway.
   *
   * @throws IllegalStateException if it cannot listen on its port
   */
  static Gateway start(Configuration configuration, RouteTable routes) {
    Gateway gateway = new Gateway(configuration, routes);
    try {
      for (int i = 0; i < eventLoops(); i++) {
        await(gateway.vertx.deployVerticle(gateway.new Listener()), START);
      }
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
    gateway.ready = true;
    return gateway;
  }

  /** The port it listens on. */
  int port() {
    return servers.getFirst().actualPort();
  }

  /**
   * Takes no more requests, lets running ones end, closes WebSockets, which never end, and stops.
   */
  @Override
  public void close() {
    ready = false;
    webSockets.goAway();
    await(
        Future.join(
            servers.stream()
                .map(it -> it.shutdown(LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS))
                .toList()),
        LAST_REQUESTS.plusSeconds(1));
    await(requests.close(), LAST_REQUESTS);
    await(webSocketHandshakes.close(), LAST_REQUESTS);
    await(vertx.close(), LAST_REQUESTS);
  }

  private HttpClient client(PoolOptions pool) {
    return vertx
        .httpClientBuilder()
        .with(
            new HttpClientOptions()
                .setConnectTimeout(1_000)
                .setKeepAlive(true)
                // Shorter than the services' own, so that a request never meets their closing.
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false))
        .with(pool)
        .build();
  }

  private static int eventLoops() {
    return Math.min(4, Runtime.getRuntime().availableProcessors());
  }

  private static <T> void await(Future<T> future, Duration atMost) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("not done within " + atMost.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void handle(HttpServerRequest request) {
    Exchange exchange = Exchange.begin(request, this::count);
    if (cors.answer(request) || ownPages.answer(request)) {
      return;
    }
    if (!RequestPath.isPlain(request.path())) {
      Problem.PATH_AMBIGUOUS.send(request.response(), request.path());
      return;
    }
    Optional<Route> route = routes.find(request.path());
    if (route.isEmpty()) {
      Problem.NOT_FOUND.send(request.response(), request.path());
      return;
    }
    exchange.route(route.get());
    if (!route.get().takes(request.method().name())) {
      request.response().putHeader("Allow", route.get().allowed());
      Problem.METHOD_NOT_ALLOWED.send(request.response(), request.path());
      return;
    }
    if (statedLength(request) > configuration.longestBody()) {
      request.response().putHeader("Connection", "close");
      Problem.PAYLOAD_TOO_LARGE.send(request.response(), request.path());
      return;
    }
    if (WebSocketForwarding.isAskedFor(request)) {
      webSockets.pass(exchange);
    } else {
      forwarding.pass(exchange);
    }
  }

  private static long statedLength(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private void count(Exchange exchange, int status, Duration took) {
    Timer.builder("motorpool.gateway.requests")
        .description("Requests that were answered, by route")
        .tag("route", exchange.route() == null ? "none" : exchange.route().template())
        .tag("service", exchange.route() == null ? "gateway" : exchange.route().service())
        .tag("status", String.valueOf(status))
        .register(metrics)
        .record(took);
  }

  /** What cannot even be read as a request. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    String name = cause == null ? "" : cause.getClass().getSimpleName();
    Problem problem =
        switch (name) {
          case "TooLongHttpLineException" -> Problem.URI_TOO_LONG;
          case "TooLongHttpHeaderException", "TooLongFrameException" -> Problem.HEADERS_TOO_LARGE;
          default -> Problem.BAD_REQUEST;
        };
    request.response().putHeader("Connection", "close");
    problem.send(request.response(), "/");
    request.response().endHandler(ended -> request.connection().close());
  }

  /** One event loop's share of the port. */
  private final class Listener extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(configuration.host())
              // To Vert.x a negative port is any port, but the same one for all listeners.
              .setPort(configuration.port() == 0 ? -1 : configuration.port())
              .setMaxInitialLineLength(LONGEST_URI)
              .setMaxHeaderSize(LARGEST_HEADERS)
              .setIdleTimeout(120)
              .setHttp2ClearTextEnabled(false)
              .setHandle100ContinueAutomatically(false)
              .setReuseAddress(true);
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(Gateway.this::handle)
              .invalidRequestHandler(Gateway::refuse);
      server
          .listen()
          .onSuccess(
              listening -> {
                servers.add(listening);
                started.complete();
              })
          .onFailure(started::fail);
    }
  }
}
