package io.motorpool.customer.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are made to hurt, sent to a service directly. */
class HostileRequestsIT {

  private static final String HUGE = "{\"firstName\": \"" + "x".repeat(10_000_000) + "\"}";

  private static ServiceUnderTest running;
  private static Http service;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.CUSTOMER);
    service = running.http();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void servesOn() {
    assertThat(service.get("/customers").status()).isEqualTo(200);
    assertThat(running.count("select count(*) from customer")).isZero();
  }

  @Test
  void aBodyOfTenMegabytesIsNotTakenByOneWhoAsksFirst() throws Exception {
    HttpResponse<String> answer =
        send(request(BodyPublishers.ofString(HUGE)).expectContinue(true).build());

    // The server refuses it before anything of ours is asked, so that it has no problem for a body.
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
  }

  @Test
  void aBodyOfTenMegabytesIsRefusedByItsLength() throws Exception {
    // The answer comes before the body is sent, and no body is sent here: nothing can cut it off.
    String answer =
        answerTo(
            "POST /customers HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10000000\r\n\r\n{",
            "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_100_000, 2_000_000})
  void aBodyOfUnknownLengthIsRefusedOnceItIsTooLong(int bytes) throws Exception {
    // Blank to the end, so that nothing else is wrong with it.
    byte[] body = " ".repeat(bytes).getBytes(UTF_8);

    HttpResponse<String> answer =
        send(request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:motorpool:problem:payload-too-large");
  }

  @Test
  void aBodyWithoutAnEndIsRefusedOnceItIsTooLong() throws Exception {
    // No more is sent than the server reads: what it leaves unread could cut its answer off.
    String answer =
        answerTo(
            "POST /customers HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .formatted(Tokens.staff())
                + "2710\r\n%s\r\n".formatted(" ".repeat(10_000)).repeat(110),
            "}");

    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .contains("urn:motorpool:problem:payload-too-large");
  }

  /** What is answered, as far as to an end, to what need not be a whole request. */
  private static String answerTo(String sent, String end) throws IOException {
    URI uri = running.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(sent.getBytes(UTF_8));
      out.flush();
      return new Scanner(socket.getInputStream(), UTF_8).useDelimiter(end).next();
    }
  }

  @Test
  void aBodyThatIsALittleTooLongIsRefusedWithAProblem() {
    Answer answer = service.post("/customers", " ".repeat((1 << 20) + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("payload-too-large");
  }

  static Stream<Arguments> bodies() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    return Stream.of(
        Arguments.of("nested arrays", deep),
        Arguments.of("nested arrays without end", "[".repeat(500_000)),
        Arguments.of("nested objects", "{\"address\":".repeat(50_000) + "1" + "}".repeat(50_000)),
        Arguments.of("nested in a field", "{\"address\": " + deep + "}"),
        Arguments.of("nested in a field that is none", "{\"unknown\": " + deep + "}"),
        Arguments.of("a long text", "{\"firstName\": \"" + "x".repeat(900_000) + "\"}"),
        Arguments.of("a long name", "{\"" + "x".repeat(900_000) + "\": 1}"),
        Arguments.of("a long number", "{\"firstName\": " + "9".repeat(900_000) + "}"),
        Arguments.of("a huge number", "{\"firstName\": 1e999999999}"),
        Arguments.of("a long list", "[" + "null,".repeat(200_000) + "null]"),
        Arguments.of("nothing", ""),
        Arguments.of("null", "null"),
        Arguments.of("half of it", "{\"firstName\": \"An"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void isInvalid(String what, String body) {
    long before = System.nanoTime();

    Answer answer = service.post("/customers", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.body()).hasSizeLessThan(2_000);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  private static HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(running.uri().resolve("/customers"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + Tokens.staff())
        .POST(body);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
