package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.motorpool.embedded.FreePorts;
import io.motorpool.embedded.RabbitMqServer;
import io.motorpool.embedded.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real RabbitMQ that proves who it is, as {@code localhost} and under no other name. */
class EncryptedBrokerIT {

  private static final int PORT = FreePorts.next();

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static RabbitMqServer server;
  private static ExecutorService callbacks;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    if (!RabbitMqServer.isInstalled()) {
      RabbitMqServer.sayThatItIsMissing();
      Assumptions.abort("no RabbitMQ");
    }
    authority = new TestAuthority(folder.resolve("authority"));
    stranger = new TestAuthority(folder.resolve("stranger"));
    TestAuthority.Issued certificate = authority.issue("dns:localhost");
    server =
        RabbitMqServer.start(
            "listeners.ssl.default = 127.0.0.1:" + PORT,
            "ssl_options.cacertfile = " + authority.authority(),
            "ssl_options.certfile = " + certificate.certificate(),
            "ssl_options.keyfile = " + certificate.key(),
            "ssl_options.versions.1 = tlsv1.3",
            "ssl_options.versions.2 = tlsv1.2");
    // The server is said to be there when it listens at its plain port, which it opens first.
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(EncryptedBrokerIT::listens);
    callbacks = Executors.newSingleThreadExecutor();
  }

  private static boolean listens() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), PORT).close();
    return true;
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      callbacks.shutdownNow();
    }
  }

  private static BrokerSettings settings(String host, Path trusted) {
    Map<String, String> values = new HashMap<>();
    values.put("motorpool.broker.uri", "amqps://guest:guest@%s:%d/".formatted(host, PORT));
    values.put("motorpool.broker.certificate-authority", trusted == null ? "" : trusted.toString());
    return new BrokerSettings(ConnectorFixture.config(values));
  }

  private static Connection connect(String host, Path trusted) throws Exception {
    return settings(host, trusted).connectionFactory(callbacks).newConnection("test");
  }

  @Test
  void theBrokerIsBelievedByTheCertificateOfTheAuthority() throws Exception {
    try (Connection connection = connect("localhost", authority.authority());
        Channel channel = connection.createChannel()) {
      String queue = channel.queueDeclare().getQueue();
      channel.confirmSelect();
      channel.basicPublish("", queue, null, new byte[] {42});
      channel.waitForConfirmsOrDie(30_000);
      assertThat(channel.basicGet(queue, true).getBody()).containsExactly(42);
    }
  }

  @Test
  void anotherHostsCertificateIsRefused() {
    assertThatThrownBy(() -> connect("127.0.0.1", authority.authority()))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void anotherAuthoritysCertificateIsRefused() {
    assertThatThrownBy(() -> connect("localhost", stranger.authority()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void withoutAnAuthorityJavasOwnAreBelievedAndNotEverybody() {
    assertThatThrownBy(() -> connect("localhost", null)).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void nothingButTlsIsSpokenThere() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
      // A TLS alert, or nothing more; no frame of AMQP, which begins with 1.
      assertThat(socket.getInputStream().read()).isIn(-1, 21);
    }
  }

  @Test
  void aFileThatIsMissingOrHasNoCertificateIsToldOfAtTheStart() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("localhost", missing))
        .withMessageContainingAll(
            "motorpool.broker.certificate-authority", missing.toString(), "NoSuchFile");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("localhost", empty))
        .withMessageContainingAll("motorpool.broker.certificate-authority", "no certificate");
  }
}
