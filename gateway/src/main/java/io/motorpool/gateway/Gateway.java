package io.motorpool.gateway;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.FunctionCounter;
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
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ServerSSLOptions;
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

  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
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
  private final RateLimit addresses;
  private final ConnectionLimits connectionLimits;
  private final TokenVerifier verifier;
  private final Admission admission;
  private final ContractCheck check;
  private final RequestBodies bodies;
  private final HttpClient requests;
  private final HttpClient webSocketHandshakes;
  private final Forwarding forwarding;
  private final WebSocketForwarding webSockets;
  private Optional<ServerSSLOptions> encryption = Optional.empty();
  private CertificateWatch certificateWatch;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile boolean ready;

  private Gateway(Configuration configuration, RouteTable routes) {
    this.configuration = configuration;
    this.routes = routes;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()));
    this.cors = new Cors(configuration.allowedOrigins());
    this.ownPages = new OwnPages(() -> ready, metrics);
    this.addresses = new RateLimit(configuration.ratePerAddress(), TimeMeter.SYSTEM_NANOTIME);
    this.connectionLimits =
        new ConnectionLimits(
            configuration.mostConnections(), configuration.mostConnectionsPerAddress());
    this.verifier = new TokenVerifier(vertx, configuration.issuer());
    this.admission =
        new Admission(
            verifier, new RateLimit(configuration.ratePerCaller(), TimeMeter.SYSTEM_NANOTIME));
    this.check = new ContractCheck(vertx);
    this.bodies =
        new RequestBodies(
            vertx,
            configuration.longestBody(),
            configuration.requestLimit(),
            Math.max(Runtime.getRuntime().maxMemory() / 8, configuration.longestBody()));
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
    Duration answerLimit = configuration.answerLimit();
    this.forwarding = new Forwarding(requests, new Origins(services, requests, answerLimit));
    this.webSockets =
        new WebSocketForwarding(
            vertx, new Origins(services, webSocketHandshakes, Duration.ZERO), answerLimit);
    Gauge.builder("motorpool.gateway.websockets.open", webSockets, WebSocketForwarding::open)
        .description("WebSockets that are open now")
        .register(metrics);
    Gauge.builder("motorpool.gateway.connections.open", connectionLimits, ConnectionLimits::open)
        .description("Connections of clients that are open now, WebSockets included")
        .register(metrics);
    FunctionCounter.builder(
            "motorpool.gateway.connections.refused", connectionLimits, ConnectionLimits::refused)
        .description("Connections and WebSockets that were refused, as there were too many")
        .register(metrics);
    ReadinessProbes.start(vertx, requests, services.values());
  }

  /**
   * Starts a gateway.
   *
   * @throws IllegalStateException if it cannot listen on its port
   * @throws IllegalArgumentException if its certificate cannot be used
   */
  static Gateway start(Configuration configuration, RouteTable routes) {
    Gateway gateway = new Gateway(configuration, routes);
    try {
      gateway.encryption = configuration.certificate().map(it -> it.read(gateway.vertx));
      for (int i = 0; i < eventLoops(); i++) {
        await(gateway.vertx.deployVerticle(gateway.new Listener()), START);
      }
      configuration.certificate().ifPresent(gateway::watch);
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
    gateway.ready = true;
    return gateway;
  }

  private void watch(ServerCertificate certificate) {
    certificateWatch = CertificateWatch.start(certificate, () -> renew(certificate));
  }

  /** From now on a new connection gets the certificate as the files have it. */
  private void renew(ServerCertificate certificate) {
    try {
      ServerSSLOptions renewed = certificate.read(vertx);
      for (HttpServer server : servers) {
        await(server.updateSSLOptions(renewed), START);
      }
      LOG.log(System.Logger.Level.INFO, "The certificate was read again");
    } catch (IllegalArgumentException | IllegalStateException e) {
      // Of two files one is always written first.
      LOG.log(System.Logger.Level.WARNING, "The certificate stays as it is: {0}", e.getMessage());
    }
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
    if (certificateWatch != null) {
      certificateWatch.close();
    }
    webSockets.goAway();
    await(
        Future.join(
            servers.stream()
                .map(it -> it.shutdown(LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS))
                .toList()),
        LAST_REQUESTS.plusSeconds(1));
    await(requests.close(), LAST_REQUESTS);
    verifier.close();
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

  private void handle(HttpServerRequest request, ClientConnections connections) {
    Exchange exchange = Exchange.begin(request, configuration.clients(), connections, this::count);
    if (cors.answer(request)) {
      return;
    }
    if (!ownPages.isHealth(request)
        && !addresses.allows(Clients.household(exchange.address()), request.response().headers())) {
      exchange.refuse(Problem.TOO_MANY_REQUESTS);
      return;
    }
    if (ownPages.answer(request)) {
      return;
    }
    if (!RequestHead.isProper(request)) {
      exchange.refuse(Problem.BAD_REQUEST);
      return;
    }
    if (!RequestPath.isPlain(request.path())) {
      exchange.refuse(Problem.PATH_AMBIGUOUS);
      return;
    }
    Optional<Route> route = routes.find(request.path());
    if (route.isEmpty()) {
      exchange.refuse(Problem.NOT_FOUND);
      return;
    }
    exchange.route(route.get());
    if (!route.get().takes(request.method().name())) {
      request.response().putHeader("Allow", route.get().allowed());
      exchange.refuse(Problem.METHOD_NOT_ALLOWED);
      return;
    }
    request.pause();
    admission
        .admit(exchange)
        .compose(admitted -> pass(exchange))
        .onFailure(failure -> refuse(exchange, failure));
  }

  private Future<Void> pass(Exchange exchange) {
    if (exchange.operation().topic() && WebSocketForwarding.isAskedFor(exchange.request())) {
      return openWebSocket(exchange);
    }
    return check
        .parameters(exchange)
        .compose(good -> bodies.read(exchange))
        .compose(body -> check.body(exchange, body))
        .onSuccess(body -> forwarding.pass(exchange, body))
        .mapEmpty();
  }

  private Future<Void> openWebSocket(Exchange exchange) {
    if (!cors.lets(exchange.request())) {
      return Future.failedFuture(new Refusal(Problem.ORIGIN_NOT_ALLOWED));
    }
    Optional<String> client = exchange.behindProxy();
    if (client.isPresent()) {
      if (!connectionLimits.takeOf(client.get())) {
        return Future.failedFuture(new Refusal(Problem.TOO_MANY_CONNECTIONS));
      }
      exchange.whenOver(() -> connectionLimits.giveBackOf(client.get()));
    }
    webSockets.pass(exchange);
    return Future.succeededFuture();
  }

  private static void refuse(Exchange exchange, Throwable failure) {
    switch (failure) {
      case Refusal refusal -> exchange.refuse(refusal.problem());
      case HttpClosedException gone -> exchange.request().resume();
      default -> {
        LOG.log(System.Logger.Level.ERROR, exchange.id() + " cannot be passed on", failure);
        exchange.refuse(Problem.INTERNAL_ERROR);
      }
    }
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
    SecurityHeaders.add(request.response().headers(), request.isSSL());
    problem.send(request.response(), "/");
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
      encryption.ifPresent(
          it ->
              options
                  .setSsl(true)
                  .setKeyCertOptions(it.getKeyCertOptions())
                  .setEnabledSecureTransportProtocols(it.getEnabledSecureTransportProtocols())
                  .setUseAlpn(it.isUseAlpn()));
      ClientConnections connections =
          new ClientConnections(
              vertx, configuration.clients(), connectionLimits, configuration.requestLimit());
      HttpServer server =
          vertx
              .createHttpServer(options)
              .connectionHandler(
                  connection -> {
                    StrictRequestDecoder.install(connection, options);
                    connections.connected(connection);
                  })
              .requestHandler(
                  request -> {
                    if (connections.asked(request)) {
                      handle(request, connections);
                    }
                  })
              .invalidRequestHandler(
                  request -> {
                    connections.lastWord(request.connection());
                    refuse(request);
                  });
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
