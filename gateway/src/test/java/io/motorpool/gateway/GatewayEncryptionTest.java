package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.TestAuthority;
import io.motorpool.embedded.TestAuthority.Issued;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with a certificate, which is good for {@code localhost} and no other name. */
class GatewayEncryptionTest extends GatewayFixture {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte ALERT = 21;
  private static final byte PROTOCOL_VERSION = 70;

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static Issued first;
  private static Issued second;

  @TempDir private static Path authorities;
  @TempDir private Path folder;

  @BeforeAll
  static void issue() {
    authority = new TestAuthority(authorities.resolve("authority"));
    stranger = new TestAuthority(authorities.resolve("stranger"));
    first = authority.issue("dns:localhost");
    second = authority.issue("dns:localhost");
  }

  private void startWith(Path certificate, Path key) {
    settings.put("MOTORPOOL_TLS_CERTIFICATE", certificate.toString());
    settings.put("MOTORPOOL_TLS_KEY", key.toString());
    start();
  }

  private HttpResponse<String> get(String host, TestAuthority trusted) throws Exception {
    try (HttpClient caller = HttpClient.newBuilder().sslContext(trusted.trust()).build()) {
      URI uri = URI.create("https://%s:%d/vehicles".formatted(host, gateway.port()));
      return caller.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersInPrivateAndSaysThatItShallStaySo() throws Exception {
    service("vehicle", request -> request.response().end(request.getHeader("X-Forwarded-Proto")));
    startWith(first.certificate(), first.key());

    HttpResponse<String> answer = get("localhost", authority);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("https");
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
    // What stands against hostile requests was made for this version.
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void isNotBelievedUnderAnotherNameOrByWhoTrustsAnotherAuthority() {
    startWith(first.certificate(), first.key());

    assertThatThrownBy(() -> get("127.0.0.1", authority)).isInstanceOf(SSLHandshakeException.class);
    assertThatThrownBy(() -> get("localhost", stranger)).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void letsWebSocketsThrough() throws Exception {
    service(
        "notification",
        request -> request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("welcome")));
    startWith(first.certificate(), first.key());
    CompletableFuture<String> heard = new CompletableFuture<>();

    try (HttpClient caller = HttpClient.newBuilder().sslContext(authority.trust()).build()) {
      WebSocket socket =
          caller
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "wss://localhost:%d/topic/reservations/42?ticket=any"
                          .formatted(gateway.port())),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(
                        WebSocket webSocket, CharSequence text, boolean last) {
                      heard.complete(text.toString());
                      return null;
                    }
                  })
              .get(30, TimeUnit.SECONDS);

      assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("welcome");
      socket.abort();
    }
  }

  @Test
  void speaksNothingElseAtThatPort() throws Exception {
    startWith(first.certificate(), first.key());

    assertThat(raw("GET /vehicles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .doesNotContain("HTTP/1");
  }

  @Test
  void refusesAVersionThatIsBroken() throws Exception {
    startWith(first.certificate(), first.key());

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(30_000);
      sayHello(socket, 0x0302);
      byte[] alert = socket.getInputStream().readNBytes(7);

      assertThat(alert).hasSize(7).startsWith(ALERT).endsWith(PROTOCOL_VERSION);
    }
  }

  /** By hand, as Java itself no longer speaks it. */
  private static void sayHello(Socket socket, int version) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeByte(22);
    out.writeShort(version);
    out.writeShort(45);
    out.writeByte(1);
    out.writeByte(0);
    out.writeShort(41);
    out.writeShort(version);
    out.write(new byte[32]);
    out.writeByte(0);
    // TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, one compression method: none.
    out.writeShort(2);
    out.writeShort(0xc009);
    out.writeShort(0x0100);
    out.flush();
  }

  @Test
  void takesARenewedCertificateWhileItRuns() throws Exception {
    Path certificate = Files.copy(first.certificate(), folder.resolve("certificate.pem"));
    Path key = Files.copy(first.key(), folder.resolve("key.pem"));
    startWith(certificate, key);
    Certificate before = presented();

    try (LogLines log = new LogLines()) {
      replace(certificate, second.certificate());
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(log.lines()).anyMatch(it -> it.contains("do not belong together")));
    }
    assertThat(presented()).isEqualTo(before);

    replace(key, second.key());
    await().atMost(SOON).until(() -> !presented().equals(before));
  }

  private static void replace(Path file, Path with) throws IOException {
    Path beside = Files.copy(with, file.resolveSibling("new-" + file.getFileName()));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Certificate presented() throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            authority.trust().getSocketFactory().createSocket("localhost", gateway.port())) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void doesNotStartWithFilesThatItCannotUse() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense", US_ASCII);

    assertRefused(missing, first.key(), "MOTORPOOL_TLS_CERTIFICATE", missing, "NoSuchFile");
    assertRefused(first.certificate(), missing, "MOTORPOOL_TLS_KEY", missing, "NoSuchFile");
    assertRefused(nonsense, first.key(), "MOTORPOOL_TLS_CERTIFICATE", nonsense, "no certificate");
    assertRefused(first.certificate(), nonsense, "MOTORPOOL_TLS_KEY", nonsense, "no certificate");
    assertRefused(
        first.certificate(), second.key(), "MOTORPOOL_TLS_KEY", second.key(), "belong together");
  }

  private void assertRefused(Path certificate, Path key, String variable, Path file, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> startWith(certificate, key))
        .withMessageContainingAll(variable, file.toString(), why);
  }
}
