package io.motorpool.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Passes exchanges on to the services. A replica that cannot be connected to has seen nothing of
 * the request, so another is tried; once it is connected, a request is never sent twice.
 */
final class Forwarding {

  private static final System.Logger LOG = System.getLogger(Forwarding.class.getName());
  private static final long CONNECTION_WAIT_MILLIS = 2_000;
  private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(true);

  private final Map<String, Service> services;
  private final Configuration configuration;
  private final HttpClient requests;
  private final HttpClient webSockets;

  /**
   * @param requests the connections for requests, which go back as soon as they are answered
   * @param webSockets the connections for WebSockets, which stay
   */
  Forwarding(
      Map<String, Service> services,
      Configuration configuration,
      HttpClient requests,
      HttpClient webSockets) {
    this.services = services;
    this.configuration = configuration;
    this.requests = requests;
    this.webSockets = webSockets;
  }

  /** Passes a routed request on, and its answer back. */
  void pass(Exchange exchange) {
    HttpProxy.reverseProxy(OPTIONS, requests)
        .origin(context -> connect(context, exchange))
        .addInterceptor(
            new ProxyInterceptor() {
              @Override
              public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                return forward(context, exchange);
              }
            },
            true)
        .handle(exchange.request());
  }

  private Future<ProxyResponse> forward(ProxyContext context, Exchange exchange) {
    prepare(context, exchange);
    LimitedBody limited = limit(context);
    return context
        .sendRequest()
        .recover(
            failure -> {
              Problem problem =
                  limited != null && limited.isTooLong()
                      ? Problem.PAYLOAD_TOO_LARGE
                      : problem(failure, exchange.route().service());
              LOG.log(
                  System.Logger.Level.WARNING,
                  "{0} {1}: {2} ({3})",
                  exchange.id(),
                  exchange.route().service(),
                  problem.title(),
                  failure.toString());
              return answer(context, problem);
            });
  }

  /** Says who asks and by which name; what the client says of that itself is not passed on. */
  private static void prepare(ProxyContext context, Exchange exchange) {
    HttpServerRequest request = context.request().proxiedRequest();
    MultiMap headers = context.request().headers();
    headers.remove("Forwarded").remove("X-Forwarded-Host").remove("X-Forwarded-Port");
    headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    headers.set("X-Forwarded-Proto", request.scheme());
    if (request.authority() != null) {
      headers.set("X-Forwarded-Host", request.authority().toString());
    }
    headers.set(Exchange.REQUEST_ID, exchange.id());
  }

  private LimitedBody limit(ProxyContext context) {
    Body body = context.request().getBody();
    if (context.isWebSocket() || body == null || body.length() >= 0) {
      return null;
    }
    LimitedBody limited = new LimitedBody(body.stream(), configuration.longestBody());
    context.request().setBody(Body.body(limited));
    return limited;
  }

  private Future<HttpClientRequest> connect(ProxyContext context, Exchange exchange) {
    Service service = services.get(exchange.route().service());
    return connect(service.inTurn().iterator(), context.isWebSocket());
  }

  private Future<HttpClientRequest> connect(Iterator<Service.Replica> replicas, boolean webSocket) {
    Service.Replica replica = replicas.next();
    RequestOptions options =
        new RequestOptions()
            .setHost(replica.uri().getHost())
            .setPort(replica.uri().getPort() < 0 ? 80 : replica.uri().getPort());
    // Waiting for a connection of the pool counts, too: a service that is stuck must not hold
    // callers.
    options.setConnectTimeout(CONNECTION_WAIT_MILLIS);
    if (!webSocket) {
      options.setIdleTimeout(configuration.answerSeconds() * 1_000L);
    }
    return (webSocket ? webSockets : requests)
        .request(options)
        .onSuccess(request -> replica.answered())
        .recover(
            failure -> {
              if (failure instanceof ConnectException) {
                replica.failed();
              }
              return replicas.hasNext()
                  ? connect(replicas, webSocket)
                  : Future.failedFuture(new NotConnected(failure));
            });
  }

  private static Problem problem(Throwable failure, String service) {
    return switch (failure) {
      case NotConnected e -> Problem.unavailable(service);
      case TimeoutException e -> Problem.timeout(service);
      default -> Problem.badGateway(service);
    };
  }

  private static Future<ProxyResponse> answer(ProxyContext context, Problem problem) {
    HttpServerRequest request = context.request().proxiedRequest();
    if (context.isWebSocket()) {
      // The proxy can end an upgrade only with a service's answer, and there is none.
      request.resume();
      problem.send(request.response(), request.path());
      return Promise.<ProxyResponse>promise().future();
    }
    Buffer body = problem.body(request.path());
    ProxyResponse response =
        context
            .request()
            .release()
            .response()
            .setStatusCode(problem.status())
            .setBody(Body.body(body, MediaType.parse(Problem.MEDIA_TYPE)));
    if (problem.isPassing()) {
      response.putHeader("Retry-After", Problem.RETRY_AFTER_SECONDS);
    }
    if (problem == Problem.PAYLOAD_TOO_LARGE) {
      // What is left of the body is not read.
      response.putHeader("Connection", "close");
    }
    return Future.succeededFuture(response);
  }

  /** No replica could be connected to: nobody has seen the request. */
  private static final class NotConnected extends RuntimeException {
    private NotConnected(Throwable cause) {
      super("no replica can be connected to: " + cause.getMessage(), cause, false, false);
    }
  }
}
