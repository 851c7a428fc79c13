package io.motorpool.notification.mail;

import static org.awaitility.Awaitility.await;

import io.motorpool.embedded.FreePorts;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server of the tests: it keeps what it takes, refuses whom it is told to, and can stop.
 */
final class PostOffice implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private final UnaryOperator<SMTPServer.Builder> rules;
  private final List<Delivery> taken = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private volatile int contentRefusal;
  private volatile CountDownLatch awaited = new CountDownLatch(0);
  private SMTPServer server;

  PostOffice() {
    this(builder -> builder);
  }

  /**
   * @param rules what it asks for beyond the ordinary
   */
  PostOffice(UnaryOperator<SMTPServer.Builder> rules) {
    this.rules = rules;
    this.port = FreePorts.next();
    open();
  }

  /**
   * What was taken.
   *
   * @param recipient as in the envelope
   * @param message with its headers
   */
  record Delivery(String recipient, MimeMessage message) {}

  int port() {
    return port;
  }

  void open() {
    server =
        rules
            .apply(
                SMTPServer.port(port)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .messageHandlerFactory(context -> new Clerk()))
            .build();
    server.start();
  }

  /** Takes nothing, and nobody can connect. */
  void shut() {
    server.stop();
  }

  /** Answers with a code and the address, as real ones do. */
  void refuse(String recipient, int code) {
    refused.put(recipient, code);
  }

  /** Takes every address, and then refuses the mail itself with a code. */
  void refuseContent(int code) {
    contentRefusal = code;
  }

  void accept(String recipient) {
    refused.remove(recipient);
  }

  /** Lets everybody who has a mail wait until so many have one. */
  void awaitSenders(int senders) {
    awaited = new CountDownLatch(senders);
  }

  List<Delivery> takenFor(String recipient) {
    return taken.stream().filter(it -> it.recipient().equals(recipient)).toList();
  }

  List<Delivery> taken() {
    return List.copyOf(taken);
  }

  MimeMessage awaitFor(String recipient) {
    await("mail").atMost(PATIENCE).until(() -> !takenFor(recipient).isEmpty());
    return takenFor(recipient).getFirst().message();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Clerk implements MessageHandler {

    private String recipient;

    @Override
    public void from(String from) {
      awaited.countDown();
      try {
        awaited.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void recipient(String to) throws RejectException {
      Integer code = refused.get(to);
      if (code != null) {
        throw new RejectException(code, "<" + to + "> is not wanted here");
      }
      recipient = to;
    }

    @Override
    public String data(InputStream data) throws IOException, RejectException {
      try {
        byte[] bytes = data.readAllBytes();
        if (contentRefusal > 0) {
          throw new RejectException(contentRefusal, "For <" + recipient + "> it is too long");
        }
        taken.add(
            new Delivery(
                recipient,
                new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream(bytes))));
        return null;
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void done() {
      // Nothing is held back.
    }
  }
}
