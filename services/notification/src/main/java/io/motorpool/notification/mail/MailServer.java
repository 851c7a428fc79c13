package io.motorpool.notification.mail;

import io.motorpool.notification.domain.DueMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** The server that mails are handed to, over SMTP, on a connection for each. */
final class MailServer {

  private static final int PERMANENT = 500;

  private final Session session;
  private final InternetAddress sender;
  private final Optional<String> user;
  private final Optional<String> password;

  /**
   * @param settings where it is
   * @throws IllegalArgumentException if the settings do not suffice
   */
  MailServer(MailSettings settings) {
    this.session = Session.getInstance(settings.toProperties());
    this.sender = settings.sender();
    this.user = settings.user();
    this.password = settings.password();
  }

  /**
   * Hands a mail over. When this returns, the server answers for it.
   *
   * @throws MailRefused if the address, or the mail, will never be accepted
   * @throws MessagingException if it did not work this time
   */
  void send(DueMail mail) throws MailRefused, MessagingException {
    MimeMessage message = message(mail);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(user.orElse(null), password.orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException e) {
      int code = refusal(e);
      if (code >= PERMANENT) {
        throw new MailRefused("The mail server refuses it: " + code, e);
      }
      throw e;
    }
  }

  private MimeMessage message(DueMail mail) throws MailRefused, MessagingException {
    // A receiver, or a relay on the way, recognises a repetition by it.
    String id = "<%s@%s>".formatted(mail.notificationId(), domain(sender));
    MimeMessage message = new Message(session, id);
    message.setFrom(sender);
    message.setRecipient(jakarta.mail.Message.RecipientType.TO, recipient(mail));
    message.setSubject(oneLine(mail.subject()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(mail.writtenAt()));
    // Nobody's out-of-office note is wanted in return (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(mail), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  private static InternetAddress recipient(DueMail mail) throws MailRefused {
    try {
      InternetAddress recipient = new InternetAddress(mail.email(), true);
      recipient.setPersonal(oneLine(mail.name()), StandardCharsets.UTF_8.name());
      return recipient;
    } catch (AddressException e) {
      throw new MailRefused("The address is none that mail can be sent to", e);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String text(DueMail mail) {
    return "Dear %s,\n\n%s\n%s"
        .formatted(
            oneLine(mail.name()),
            mail.text(),
            sender.getPersonal() == null ? "" : "\n" + sender.getPersonal() + "\n");
  }

  /** A header ends with its line, and what customers call themselves must not begin another. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String domain(InternetAddress address) {
    return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
  }

  /**
   * What the server answered to the address or to the mail, 0 if it was something else that failed.
   * What it answered to our login or our own address is no refusal: mending the configuration
   * helps.
   */
  private static int refusal(MessagingException failure) {
    int code = 0;
    for (Exception e = failure; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException refused) {
        code = Math.max(code, refused.getReturnCode());
      } else if (e instanceof SMTPSendFailedException refused && "DATA".equals(command(refused))) {
        code = Math.max(code, refused.getReturnCode());
      }
    }
    return code;
  }

  private static Exception next(Exception failure) {
    return failure instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static String command(SMTPSendFailedException failure) {
    String command = failure.getCommand();
    return command == null || command.equals(".") ? "DATA" : command;
  }

  /** With an id of its own, which the library would replace otherwise. */
  private static final class Message extends MimeMessage {

    private final String id;

    private Message(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
