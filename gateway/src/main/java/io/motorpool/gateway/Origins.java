package io.motorpool.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

/**
 * Finds a connection to a service. A replica that cannot be connected to has seen nothing, so
 * another is tried.
 */
final class Origins {

  private static final long CONNECTION_WAIT_MILLIS = 2_000;

  private final Map<String, Service> services;
  private final HttpClient client;
  private final Duration idleLimit;

  /**
   * @param client the connections
   * @param idleLimit how long nothing may come or go on a request; zero for any time
   */
  Origins(Map<String, Service> services, HttpClient client, Duration idleLimit) {
    this.services = services;
    this.client = client;
    this.idleLimit = idleLimit;
  }

  /**
   * A request that waits to be sent to one of the service's replicas.
   *
   * @return fails with {@link NotConnected} if none takes a connection
   */
  Future<HttpClientRequest> connect(String service) {
    return connect(services.get(service).inTurn().iterator());
  }

  private Future<HttpClientRequest> connect(Iterator<Service.Replica> replicas) {
    Service.Replica replica = replicas.next();
    RequestOptions options =
        new RequestOptions()
            .setHost(replica.uri().getHost())
            .setPort(replica.port())
            // Waiting for a connection of the pool counts, too: a service that is stuck must not
            // hold callers.
            .setConnectTimeout(CONNECTION_WAIT_MILLIS);
    if (idleLimit.isPositive()) {
      options.setIdleTimeout(idleLimit.toMillis());
    }
    return client
        .request(options)
        .onSuccess(request -> replica.answered())
        .recover(
            failure -> {
              if (failure instanceof ConnectException) {
                replica.failed();
              }
              return replicas.hasNext()
                  ? connect(replicas)
                  : Future.failedFuture(new NotConnected(failure));
            });
  }

  /** No replica could be connected to: nobody has seen the request. */
  static final class NotConnected extends RuntimeException {
    private NotConnected(Throwable cause) {
      super("no replica can be connected to: " + cause.getMessage(), cause, false, false);
    }
  }
}
