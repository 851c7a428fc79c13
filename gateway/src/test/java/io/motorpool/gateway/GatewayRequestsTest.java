package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests and answers that pass through the gateway, and what it answers for itself. */
class GatewayRequestsTest extends GatewayFixture {

  @Test
  void passesARequestOnAndItsAnswerBack() throws Exception {
    service(
        "billing",
        request ->
            request
                .body()
                .onSuccess(
                    body ->
                        request
                            .response()
                            .setStatusCode(201)
                            .putHeader("Location", "/invoices/42")
                            .end(request.method() + " " + request.uri() + " " + body)));
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices?limit=1").POST(HttpRequest.BodyPublishers.ofString("hello")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("POST /invoices?limit=1 hello");
    assertThat(answer.headers().firstValue("Location")).hasValue("/invoices/42");
  }

  @Test
  void tellsTheServiceWhoAsksAndBelievesNoClient() throws Exception {
    BlockingQueue<Map<String, String>> seen = new LinkedBlockingQueue<>();
    service(
        "billing",
        request -> {
          Map<String, String> headers = new HashMap<>();
          request
              .headers()
              .forEach(
                  header ->
                      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
          seen.add(headers);
          request.response().end();
        });
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Request-Id", "my-request-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("my-request-1");
    assertThat(seen.poll(30, TimeUnit.SECONDS))
        .containsEntry("x-forwarded-for", "127.0.0.1")
        .containsEntry("x-forwarded-host", "127.0.0.1:" + gateway.port())
        .containsEntry("x-forwarded-proto", "http")
        .containsEntry("x-request-id", "my-request-1")
        .containsKey("traceparent")
        .doesNotContainKey("forwarded");
  }

  @Test
  void namesARequestThatHasNoProperName() throws Exception {
    service("billing", request -> request.response().end());
    start();

    HttpResponse<String> answer =
        client.send(
            request("/invoices").header("X-Request-Id", "<script>").build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
  }

  @Test
  void knowsOnlyTheRoutesOfTheContracts() throws Exception {
    start();

    assertProblem(get("/nowhere"), 404, "not-found", "/nowhere");
    HttpResponse<String> method =
        client.send(request("/invoices").DELETE().build(), HttpResponse.BodyHandlers.ofString());
    assertProblem(method, 405, "method-not-allowed", "/invoices");
    assertThat(method.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST");
  }

  @Test
  void streamsALargeAnswer() throws Exception {
    Buffer large = Buffer.buffer(new byte[20_000_000]);
    service("vehicle", request -> request.response().end(large));
    start();

    HttpResponse<byte[]> answer =
        client.send(request("/vehicles").build(), HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.body()).hasSize(20_000_000);
  }

  @Test
  void keepsToItselfWhatConcernsOneConnection() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    service(
        "billing",
        request -> {
          seen.add(String.valueOf(request.getHeader("X-Secret-Hop")));
          request
              .response()
              .putHeader("Connection", "X-Internal")
              .putHeader("X-Internal", "1")
              .putHeader("Keep-Alive", "timeout=5")
              .putHeader("Proxy-Authenticate", "Basic")
              .end("body");
        });
    start();

    String answer =
        raw(
            "GET /invoices HTTP/1.1\r\nHost: a\r\nConnection: close, X-Secret-Hop\r\n"
                + "X-Secret-Hop: 1\r\n\r\n");

    assertThat(answer)
        .endsWith("body")
        .doesNotContainIgnoringCase("x-internal")
        .doesNotContainIgnoringCase("keep-alive:")
        .doesNotContainIgnoringCase("proxy-authenticate");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("null");
  }

  @Test
  void answersForTheHeadersAloneWhereSomethingCanBeRead() throws Exception {
    service(
        "billing",
        request -> request.response().putHeader("X-Method", request.method().name()).end());
    start();

    HttpResponse<String> head =
        client.send(
            request("/invoices").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("X-Method")).hasValue("HEAD");
  }

  @Test
  void letsPagesOfAllowedOriginsInAndNoOthers() throws Exception {
    service("billing", request -> request.response().end("[]"));
    start();

    HttpResponse<String> asked =
        client.send(
            request("/invoices")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://localhost:8083")
                .header("Access-Control-Request-Method", "POST")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("If-Match", "Idempotency-Key");
    assertThat(from("http://localhost:8083").headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("http://localhost:8083");
    assertThat(from("http://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private HttpResponse<String> from(String origin) throws Exception {
    return client.send(
        request("/invoices").header("Origin", origin).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void tellsBrowsersWhatEveryAnswerIs() throws Exception {
    service(
        "vehicle",
        request -> request.response().putHeader("Cache-Control", "max-age=60").end("[]"));
    start();

    for (String path : List.of("/", "/vehicles", "/invoices", "/nowhere", "/health/live")) {
      Map<String, List<String>> headers = get(path).headers().map();
      assertThat(headers)
          .as(path)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
          .containsEntry(
              "cache-control", List.of(path.equals("/vehicles") ? "max-age=60" : "no-store"));
      assertThat(headers.get("content-security-policy"))
          .as(path)
          .singleElement()
          .asString()
          .contains("default-src 'none'", "frame-ancestors 'none'");
    }
    assertThat(raw("GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"))
        .contains("nosniff", "no-store");
  }

  @Test
  void answersForItself() throws Exception {
    start();

    assertThat(get("/").body()).contains("Motorpool", "/contracts/reservation.yaml");
    List<String> documents = new ArrayList<>(Contracts.SERVICES);
    documents.addAll(List.of("motorpool", "events"));
    for (String document : documents) {
      String file = "/META-INF/motorpool/bundled/" + document + ".yaml";
      try (InputStream written = getClass().getResourceAsStream(file)) {
        assertThat(get("/contracts/" + document + ".yaml").body())
            .isEqualTo(new String(written.readAllBytes(), UTF_8));
      }
    }
    for (String check : List.of("live", "started", "ready")) {
      assertThat(new JsonObject(get("/health/" + check).body()).getString("status"))
          .isEqualTo("UP");
    }
    get("/nowhere");
    assertThat(get("/metrics").body())
        .contains("motorpool_gateway_requests_seconds_count{route=\"none\"");
  }
}
