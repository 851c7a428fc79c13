package io.motorpool.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeoutException;

/**
 * Passes requests on to the services. Once a connection has been found, a request is sent once and
 * never again: whether the service has seen it, nobody knows.
 */
final class Forwarding {

  private static final System.Logger LOG = System.getLogger(Forwarding.class.getName());
  private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);

  private final HttpClient client;
  private final Origins origins;
  private final long longestBody;

  /**
   * @param client owns the connections of the origins
   * @param longestBody the largest request body, in bytes
   */
  Forwarding(HttpClient client, Origins origins, long longestBody) {
    this.client = client;
    this.origins = origins;
    this.longestBody = longestBody;
  }

  /** Passes a routed request on, and its answer back. */
  void pass(Exchange exchange) {
    HttpProxy.reverseProxy(OPTIONS, client)
        .origin(context -> origins.connect(exchange.route().service()))
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
        .onSuccess(response -> PassedHeaders.strip(response.headers()))
        .recover(
            failure -> {
              Problem problem =
                  limited != null && limited.isTooLong()
                      ? Problem.PAYLOAD_TOO_LARGE
                      : problem(failure, exchange);
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
    MultiMap headers = context.request().headers();
    PassedHeaders.strip(headers);
    PassedHeaders.introduce(headers, exchange);
    if (headers.contains("Expect")) {
      // It is the gateway's to say: the body's stated length is known to be within the limit.
      headers.remove("Expect");
      exchange.request().response().writeContinue();
    }
  }

  private LimitedBody limit(ProxyContext context) {
    Body body = context.request().getBody();
    if (body == null || body.length() >= 0) {
      return null;
    }
    LimitedBody limited = new LimitedBody(body.stream(), longestBody);
    context.request().setBody(Body.body(limited));
    return limited;
  }

  private static Problem problem(Throwable failure, Exchange exchange) {
    String service = exchange.route().service();
    return switch (failure) {
      case Origins.NotConnected e -> Problem.unavailable(service);
      case TimeoutException e when !exchange.request().isEnded() -> Problem.REQUEST_TIMEOUT;
      case TimeoutException e -> Problem.timeout(service);
      default -> Problem.badGateway(service);
    };
  }

  private static Future<ProxyResponse> answer(ProxyContext context, Problem problem) {
    HttpServerRequest request = context.request().proxiedRequest();
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
    if (problem == Problem.PAYLOAD_TOO_LARGE || problem == Problem.REQUEST_TIMEOUT) {
      // What is left of the body is not read.
      response.putHeader("Connection", "close");
    }
    return Future.succeededFuture(response);
  }
}
