package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Services that are away, stuck or about to stop, replicas in turn, and a gateway that stops. */
class GatewayReplicasTest extends GatewayFixture {

  @Test
  void saysWhenAServiceCannotBeReached() throws Exception {
    start();

    HttpResponse<String> answer = get("/invoices");

    assertProblem(answer, 503, "service-unavailable", "/invoices");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void saysWhenAServiceDoesNotAnswerInTime() throws Exception {
    settings.put("MOTORPOOL_ANSWER_SECONDS", "1");
    service("billing", request -> {});
    start();

    assertProblem(get("/invoices"), 504, "gateway-timeout", "/invoices");
  }

  @Test
  void saysWhenAServiceBreaksOff() throws Exception {
    service("billing", request -> request.connection().close());
    start();

    assertProblem(get("/invoices"), 502, "bad-gateway", "/invoices");
  }

  @Test
  void asksReplicasAndLeavesOutTheDead() throws Exception {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    service("billing", request -> count(request, first));
    URI one = services.get("billing").getFirst();
    service("billing", request -> count(request, second));
    URI two = services.get("billing").getFirst();
    services.put("billing", List.of(one, closedPort(), two));
    start();

    for (int i = 0; i < 30; i++) {
      assertThat(get("/invoices").statusCode()).isEqualTo(200);
    }

    assertThat(first.get() + second.get()).isEqualTo(30);
    // Who is slow to say that it is ready is left out for a while.
    Awaitility.await()
        .until(
            () -> {
              get("/invoices");
              return first.get() > 0 && second.get() > 0;
            });
  }

  @Test
  void doesNotLetAStuckServiceHoldItsCallers() throws Exception {
    settings.put("MOTORPOOL_ANSWER_SECONDS", "1");
    service("billing", request -> {});
    start();

    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(
          client.sendAsync(request("/invoices").build(), HttpResponse.BodyHandlers.ofString()));
    }

    for (CompletableFuture<HttpResponse<String>> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isIn(503, 504);
    }
  }

  @Test
  void letsRunningRequestsEndWhenItStops() throws Exception {
    CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
    service("billing", arrived::complete);
    start();
    CompletableFuture<HttpResponse<String>> running =
        client.sendAsync(request("/invoices").build(), HttpResponse.BodyHandlers.ofString());
    HttpServerRequest atTheService = arrived.get(30, TimeUnit.SECONDS);

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(gateway::close);
    awaitRefusedConnections();
    assertThat(stopping).isNotDone();
    atTheService.response().end("done");

    assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopping.get(30, TimeUnit.SECONDS);
    gateway = null;
  }

  @Test
  void leavesOutAReplicaThatSaysItIsNotReady() throws Exception {
    AtomicBoolean ready = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    service("billing", request -> request.response().setStatusCode(200).end("first"));
    URI first = services.get("billing").getFirst();
    service(
        "billing",
        request -> {
          if (request.path().equals("/health/ready")) {
            request.response().setStatusCode(ready.get() ? 200 : 503).end();
          } else {
            asked.incrementAndGet();
            request.response().end("second");
          }
        });
    services.put("billing", List.of(first, services.get("billing").getFirst()));
    start();
    Awaitility.await().until(() -> get("/invoices").body().equals("second"));

    ready.set(false);
    Awaitility.await()
        .until(
            () -> {
              int before = asked.get();
              for (int i = 0; i < 4; i++) {
                get("/invoices");
              }
              return asked.get() == before;
            });
    ready.set(true);

    Awaitility.await().until(() -> get("/invoices").body().equals("second"));
  }

  /** Counts what clients asked, not what the gateway itself does. */
  private static void count(HttpServerRequest request, AtomicInteger asked) {
    if (!request.path().equals("/health/ready")) {
      asked.incrementAndGet();
    }
    request.response().end();
  }

  private void awaitRefusedConnections() {
    Awaitility.await()
        .until(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
                return false;
              } catch (IOException refused) {
                return true;
              }
            });
  }
}
