package io.motorpool.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether the replicas are ready, as load balancers do: one that is being
 * stopped says that it is not while it still serves, and one that hangs says nothing. A service
 * with a single replica is not asked, as there is nothing to choose.
 */
final class ReadinessProbes {

  private static final long INTERVAL_MILLIS = 1_000;
  private static final long LIMIT_MILLIS = 900;

  private final HttpClient client;

  private ReadinessProbes(HttpClient client) {
    this.client = client;
  }

  /** Begins; ends with the Vert.x instance. */
  static void start(Vertx vertx, HttpClient client, Collection<Service> services) {
    ReadinessProbes probes = new ReadinessProbes(client);
    for (Service service : services) {
      if (service.replicas().size() > 1) {
        for (Service.Replica replica : service.replicas()) {
          vertx.setPeriodic(0, INTERVAL_MILLIS, tick -> probes.ask(replica));
        }
      }
    }
  }

  private void ask(Service.Replica replica) {
    client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(replica.uri().getHost())
                .setPort(replica.port())
                .setURI("/health/ready")
                .setConnectTimeout(LIMIT_MILLIS)
                .setIdleTimeout(LIMIT_MILLIS))
        .compose(
            request ->
                request
                    .send()
                    .compose(answer -> answer.end().map(ended -> answer))
                    .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(failure -> request.reset()))
        .map(HttpClientResponse::statusCode)
        .onComplete(status -> replica.ready(status.succeeded() && status.result() == 200));
  }
}
