package io.motorpool.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.notification.domain.DueMail;
import io.motorpool.notification.mail.MailSettings.Tls;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;

class MailServerTest {

  private static final String ANNA = "anna@example.com";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PostOffice office = new PostOffice();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void aMailSaysWhoWritesToWhomAndWhatInAnyLanguage() throws Exception {
    DueMail mail = mail("Jürgen Größe", ANNA);

    server(Tls.NONE, office.port()).send(mail);

    MimeMessage message = office.awaitFor(ANNA);
    assertThat(message.getHeader("Message-ID"))
        .containsExactly("<" + mail.notificationId() + "@rental.example>");
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("desk@rental.example", "Motorpool"));
    assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Motorpool");
    assertThat(message.getRecipients(RecipientType.TO)).hasSize(1);
    assertThat(((InternetAddress) message.getRecipients(RecipientType.TO)[0]).getPersonal())
        .isEqualTo("Jürgen Größe");
    assertThat(message.getSubject()).isEqualTo("Your reservation is confirmed");
    assertThat(message.getSentDate()).isEqualTo(mail.writtenAt());
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getContentType()).containsIgnoringCase("text/plain; charset=utf-8");
    assertThat(message.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo("Dear Jürgen Größe,\n\nIt is booked.\n\nMotorpool");
  }

  @Test
  void whatACustomerCallsThemselvesCannotBecomeAHeader() throws Exception {
    server(Tls.NONE, office.port()).send(mail("Anna\r\nBcc: eve@example.com\r\n\r\nHi", ANNA));

    MimeMessage message = office.awaitFor(ANNA);
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(office.taken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {550, 553, 521})
  void anAddressThatIsRefusedForGoodIsRefused(int code) {
    office.refuse(ANNA, code);

    assertThatThrownBy(() -> server(Tls.NONE, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MailRefused.class)
        .hasMessageContaining(String.valueOf(code))
        .hasMessageNotContaining(ANNA);
  }

  @Test
  void aMailThatIsRefusedForGoodIsRefused() {
    office.refuseContent(554);
    assertThatThrownBy(() -> server(Tls.NONE, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MailRefused.class)
        .hasMessageContaining("554")
        .hasMessageNotContaining(ANNA);

    office.refuseContent(452);
    assertThatThrownBy(() -> server(Tls.NONE, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MessagingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "two words@example.com", "a@b@c", ""})
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> server(Tls.NONE, office.port()).send(mail("Anna", address)))
        .isInstanceOf(MailRefused.class);
  }

  @Test
  void anAddressThatIsRefusedForNowMayBeTriedAgain() {
    office.refuse(ANNA, 451);

    assertThatThrownBy(() -> server(Tls.NONE, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void aServerThatDoesNotOfferTlsIsToldNothing() {
    assertThatThrownBy(() -> server(Tls.STARTTLS, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("STARTTLS");
    assertThatThrownBy(() -> server(Tls.TLS, office.port()).send(mail("Anna", ANNA)))
        .isInstanceOf(MessagingException.class);
    assertThat(office.taken()).isEmpty();
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MailSettings impatient =
          settings(Tls.NONE, silent.getLocalPort(), Optional.empty(), Duration.ofSeconds(1));

      assertThatThrownBy(() -> server(impatient).send(mail("Anna", ANNA)))
          .isInstanceOf(MessagingException.class);
    }
  }

  @Test
  void logsInWhereTheServerAsksForIt() throws Exception {
    office.close();
    office =
        new PostOffice(
            builder ->
                builder
                    .requireAuth()
                    .authenticationHandlerFactory(
                        new EasyAuthenticationHandlerFactory(
                            (user, password, context) -> {
                              if (!user.equals("desk") || !password.equals("secret")) {
                                throw new LoginFailedException();
                              }
                            })));

    server(settings(Tls.NONE, office.port(), Optional.of("secret"))).send(mail("Anna", ANNA));

    assertThat(office.takenFor(ANNA)).hasSize(1);
    // A wrong password is not the mail's fault: it may be mended.
    assertThatThrownBy(
            () ->
                server(settings(Tls.NONE, office.port(), Optional.of("wrong")))
                    .send(mail("Anna", ANNA)))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void saysAtTheStartWhatIsMissing() {
    Optional<String> none = Optional.of("");
    assertThatThrownBy(
            () ->
                new MailServer(
                    new MailSettings(
                        true,
                        none,
                        587,
                        none,
                        none,
                        Tls.NONE,
                        Optional.of("desk@rental.example"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1))))
        .hasMessageContaining("motorpool.mail.host");
    assertThatThrownBy(
            () ->
                new MailServer(
                    new MailSettings(
                        true,
                        Optional.of("localhost"),
                        587,
                        none,
                        none,
                        Tls.NONE,
                        none,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1))))
        .hasMessageContaining("motorpool.mail.from");
  }

  private static MailServer server(Tls tls, int port) {
    return server(settings(tls, port, Optional.empty()));
  }

  private static MailServer server(MailSettings settings) {
    return new MailServer(settings);
  }

  private static MailSettings settings(Tls tls, int port, Optional<String> password) {
    return settings(tls, port, password, PATIENCE);
  }

  private static MailSettings settings(
      Tls tls, int port, Optional<String> password, Duration timeout) {
    return new MailSettings(
        true,
        Optional.of("127.0.0.1"),
        port,
        password.map(it -> "desk"),
        password,
        tls,
        Optional.of("Motorpool <desk@rental.example>"),
        timeout,
        timeout);
  }

  private static DueMail mail(String name, String email) {
    return new DueMail(
        UUID.randomUUID(),
        1,
        name,
        email,
        "Your reservation is confirmed",
        "It is booked.",
        Instant.parse("2026-11-20T10:00:02Z"));
  }
}
