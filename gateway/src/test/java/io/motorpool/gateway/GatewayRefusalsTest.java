package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
