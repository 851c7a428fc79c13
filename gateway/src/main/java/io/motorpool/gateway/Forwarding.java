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

  /**
   * @param client owns the connections of the origins
   */
  Forwarding(HttpClient client, Origins origins) {
    this.client = client;
    this.origins = origins;
  }

  /** Passes a routed request on with its body, and its answer back. */
  void pass(Exchange exchange, Buffer body) {
    HttpProxy.reverseProxy(OPTIONS, client)
        .origin(context -> origins.connect(exchange.route().service()))
        .addInterceptor(
            new ProxyInterceptor() {
              @Override
              public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                return forward(context, exchange, body);
              }
            },
            true)
        .handle(exchange.request());
  }

  private Future<ProxyResponse> forward(ProxyContext context, Exchange exchange, Buffer body) {
    prepare(context, exchange, body);
    return context
        .sendRequest()
        .onSuccess(response -> PassedHeaders.strip(response.headers()))
        .recover(
            failure -> {
              Problem problem = problem(failure, exchange);
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
  private static void prepare(ProxyContext context, Exchange exchange, Buffer body) {
    MultiMap headers = context.request().headers();
    PassedHeaders.strip(headers);
    PassedHeaders.introduce(headers, exchange);
    // The body is there, whatever the client wanted to be told first.
    headers.remove("Expect").remove("Content-Length");
    context.request().setBody(body.length() == 0 ? null : Body.body(body));
    exchange.request().resume();
  }

  private static Problem problem(Throwable failure, Exchange exchange) {
    String service = exchange.route().service();
    return switch (failure) {
      case Origins.NotConnected e -> Problem.unavailable(service);
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
    return Future.succeededFuture(response);
  }
}
