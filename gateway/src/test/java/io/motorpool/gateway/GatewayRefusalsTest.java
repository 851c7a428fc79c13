package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does not let through: what is too long, too slow or no proper request. */
class GatewayRefusalsTest extends GatewayFixture {

  @Test
  void refusesBodiesThatAreTooLong() throws Exception {
    AtomicInteger complete = new AtomicInteger();
    service(
        "billing",
        request ->
            request
                .body()
                .onSuccess(
                    body -> {
                      complete.incrementAndGet();
                      request.response().end();
                    }));
    start();

    assertThat(post(stream(LONGEST_BODY)).statusCode()).isEqualTo(200);
    assertProblem(post(stream(LONGEST_BODY + 1)), 413, "payload-too-large", "/invoices");
    assertThat(complete).hasValue(1);
    assertThat(rawStatus("POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n"))
        .matches("HTTP/1.[01] 413 .*");
  }

  @Test
  void refusesWhatIsNoProperRequest() throws Exception {
    start();

    assertThat(rawStatus("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .matches("HTTP/1.[01] 414 .*");
    assertThat(
            rawStatus("GET /invoices HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .matches("HTTP/1.[01] 431 .*");
    assertThat(rawStatus("GET /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"))
        .matches("HTTP/1.[01] 400 .*");
    assertThat(
            rawStatus(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"))
        .matches("HTTP/1.[01] 400 .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Two lengths, by two rules.
        "POST /invoices HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked||0||",
        "POST /invoices HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 5||0||",
        "POST /invoices HTTP/1.1|Host: a|Content-Length: 4|Content-Length: 4||abcd",
        "POST /invoices HTTP/1.1|Host: a|Content-Length: 4, 4||abcd",
        "POST /invoices HTTP/1.1|Host: a|Content-Length: +4||abcd",
        "POST /invoices HTTP/1.1|Host: a|Content-Length: -4||abcd",
        // A coding that somebody behind may not see, or read another way.
        "POST /invoices HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
        "POST /invoices HTTP/1.1|Host: a|Transfer-Encoding: xchunked|Content-Length: 4||abcd",
        "POST /invoices HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
        "POST /invoices HTTP/1.1|Host: a|Transfer-Encoding : chunked||0||",
        "POST /invoices HTTP/1.0|Host: a|Transfer-Encoding: chunked|Content-Length: 4||0||",
        // Two hosts, or none; a target that names another one.
        "GET /invoices HTTP/1.1|Host: a|Host: b||",
        "GET /invoices HTTP/1.1||",
        "GET http://b/invoices HTTP/1.1|Host: a||",
      })
  void refusesWhatTwoReadersMayReadInTwoWays(String request) throws Exception {
    AtomicInteger seen = new AtomicInteger();
    service(
        "billing",
        passed -> {
          seen.incrementAndGet();
          passed.response().end("seen");
        });
    start();
    String smuggled = "GET /invoices HTTP/1.1\r\nHost: a\r\n\r\n";

    assertThat(raw(request.replace("|", "\r\n") + smuggled))
        .matches("(?s)HTTP/1.[01] 400 .*")
        .contains("urn:motorpool:problem:bad-request")
        .containsOnlyOnce("HTTP/1.");
    assertThat(seen).as("what a service has seen").hasValue(0);
  }

  @Test
  void closesWhenTheHeadComesByteByByte() throws Exception {
    settings.put("MOTORPOOL_REQUEST_SECONDS", "1");
    start();

    long begun = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write("GET /invoices HTTP/1.1\r\nX: ".getBytes(UTF_8));
      boolean closed = false;
      while (!closed && secondsSince(begun) < 30) {
        closed = isClosedAfterAnotherByte(socket);
      }
      assertThat(closed).as("closed in the end").isTrue();
      assertThat(secondsSince(begun)).isGreaterThan(0.9);
    }
  }

  @Test
  void answersWhenTheBodyComesByteByByte() throws Exception {
    settings.put("MOTORPOOL_REQUEST_SECONDS", "1");
    AtomicInteger seen = new AtomicInteger();
    service(
        "billing",
        request -> {
          seen.incrementAndGet();
          request.response().end();
        });
    start();

    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n".getBytes(UTF_8));
      // Few: a second after its answer the gateway closes, and what is sent then finds nobody.
      for (int i = 0; i < 3; i++) {
        Thread.sleep(100);
        socket.getOutputStream().write('x');
      }
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }
    assertThat(seen).hasValue(0);
  }

  @Test
  void limitsHowMuchAnAddressMayAsk() throws Exception {
    settings.put("MOTORPOOL_RATE_PER_ADDRESS", "1");
    service("billing", request -> request.response().end());
    start();

    HttpResponse<String> answer = get("/invoices");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("RateLimit-Remaining")).hasValue("9");
    answer = askTooMuch(() -> get("/invoices"));
    assertProblem(answer, 429, "too-many-requests", "/invoices");
    assertThat(answer.headers().firstValue("RateLimit-Limit")).hasValue("10");
    assertThat(answer.headers().firstValue("RateLimit-Remaining")).hasValue("0");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);

    // Whoever makes up another address each time gains nothing by it.
    AtomicInteger last = new AtomicInteger();
    answer = askTooMuch(() -> getFor("6.6.6." + last.incrementAndGet()));
    assertThat(answer.statusCode()).isEqualTo(429);
  }

  @Test
  void believesOfAProxyForWhomItAsks() throws Exception {
    settings.put("MOTORPOOL_RATE_PER_ADDRESS", "1");
    settings.put("MOTORPOOL_TRUSTED_PROXIES", "127.0.0.0/8");
    service("billing", request -> request.response().end(request.getHeader("X-Forwarded-For")));
    start();

    assertThat(askTooMuch(() -> getFor("203.0.113.7")).statusCode()).isEqualTo(429);
    HttpResponse<String> other = getFor("203.0.113.8");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("RateLimit-Remaining")).hasValue("9");
    AtomicInteger last = new AtomicInteger();
    HttpResponse<String> madeUp =
        askTooMuch(() -> getFor("198.51.100." + last.incrementAndGet() + ", 203.0.113.7"));
    assertThat(madeUp.statusCode()).as("the last is no proxy").isEqualTo(429);
    HttpResponse<String> secure =
        client.send(
            request("/invoices")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(secure.body()).isEqualTo("203.0.113.9");
    assertThat(secure.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(get("/invoices").headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  private HttpResponse<String> getFor(String forwardedFor) throws Exception {
    return client.send(
        request("/invoices").header("X-Forwarded-For", forwardedFor).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesOnAfterARefusalWithABody() throws Exception {
    service("billing", request -> request.response().end("list"));
    start();

    assertThat(
            raw(
                "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd"
                    + "GET /invoices HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ")
        .contains("HTTP/1.1 200 ")
        .endsWith("list");
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static boolean isClosedAfterAnotherByte(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void refusesPathsThatReadInTwoWays() throws Exception {
    service("billing", request -> request.response().end("seen " + request.uri()));
    start();

    assertThat(raw("GET /invoices/%2e%2e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("urn:motorpool:problem:path-ambiguous");
  }

  @Test
  void blamesASlowClientForASlowUpload() throws Exception {
    settings.put("MOTORPOOL_REQUEST_SECONDS", "1");
    service("billing", request -> request.body().onSuccess(body -> request.response().end("read")));
    start();

    assertThat(raw("POST /invoices HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"))
        .startsWith("HTTP/1.1 408 ");
  }

  @Test
  void asksForABodyOnlyIfItWillTakeIt() throws Exception {
    service(
        "billing",
        request -> request.body().onSuccess(body -> request.response().end("got " + body)));
    start();

    assertThat(
            raw(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(
            raw(
                "POST /invoices HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2\r\n\r\nhi"))
        .startsWith("HTTP/1.1 100 ")
        .contains("HTTP/1.1 200 ")
        .endsWith("got hi");
  }

  private HttpResponse<String> post(InputStream body) throws Exception {
    // Without a stated length: chunked.
    return client.send(
        request("/invoices").POST(HttpRequest.BodyPublishers.ofInputStream(() -> body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static InputStream stream(long length) {
    return new ByteArrayInputStream(new byte[(int) length]);
  }
}
