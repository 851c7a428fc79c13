package io.motorpool.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether and how mails are sent, as configured. */
@ApplicationScoped
public class MailSettings {

  /** How the way to the mail server is protected. */
  public enum Tls {
    /** Not at all: for a server on the same machine only. */
    NONE,
    /** Begins in the open and must go over to TLS, before anything is said. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }

  private final boolean enabled;
  private final Optional<String> host;
  private final int port;
  private final Optional<String> user;
  private final Optional<String> password;
  private final Tls tls;
  private final Optional<String> from;
  private final Duration connectTimeout;
  private final Duration timeout;

  /** For the container, which makes the client proxy with it. */
  protected MailSettings() {
    this(
        false,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Tls.STARTTLS,
        Optional.empty(),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * @param enabled whether mails are sent at all
   * @param host the mail server
   * @param port its port
   * @param user to log in with; without one nobody logs in
   * @param password the user's
   * @param tls how the way there is protected
   * @param from who writes, {@code Name <address>} or just the address
   * @param connectTimeout how long a connection may take to come about
   * @param timeout how long to wait for each answer, and for each write
   */
  @Inject
  public MailSettings(
      @ConfigProperty(name = "motorpool.mail.enabled") boolean enabled,
      @ConfigProperty(name = "motorpool.mail.host") Optional<String> host,
      @ConfigProperty(name = "motorpool.mail.port") int port,
      @ConfigProperty(name = "motorpool.mail.user") Optional<String> user,
      @ConfigProperty(name = "motorpool.mail.password") Optional<String> password,
      @ConfigProperty(name = "motorpool.mail.tls") Tls tls,
      @ConfigProperty(name = "motorpool.mail.from") Optional<String> from,
      @ConfigProperty(name = "motorpool.mail.connect-timeout") Duration connectTimeout,
      @ConfigProperty(name = "motorpool.mail.timeout") Duration timeout) {
    this.enabled = enabled;
    this.host = said(host);
    this.port = port;
    this.user = said(user);
    this.password = said(password);
    this.tls = tls;
    this.from = said(from);
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
  }

  /** What is left empty counts as not said. */
  private static Optional<String> said(Optional<String> value) {
    return value.filter(it -> !it.isBlank());
  }

  boolean enabled() {
    return enabled;
  }

  Optional<String> user() {
    return user;
  }

  Optional<String> password() {
    return password;
  }

  /**
   * Who writes.
   *
   * @throws IllegalArgumentException if that is not configured, or is no address
   */
  InternetAddress sender() {
    try {
      return new InternetAddress(
          from.orElseThrow(() -> new IllegalArgumentException("motorpool.mail.from is missing")),
          true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("motorpool.mail.from is no address", e);
    }
  }

  /**
   * The same in the words of Jakarta Mail.
   *
   * @throws IllegalArgumentException if no mail server is configured
   */
  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty(
        "mail.smtp.host",
        host.orElseThrow(() -> new IllegalArgumentException("motorpool.mail.host is missing")));
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    properties.setProperty("mail.smtp.auth", String.valueOf(user.isPresent()));
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.connectiontimeout", String.valueOf(connectTimeout.toMillis()));
    properties.setProperty("mail.smtp.timeout", String.valueOf(timeout.toMillis()));
    properties.setProperty("mail.smtp.writetimeout", String.valueOf(timeout.toMillis()));
    // The answer to QUIT is of no interest once the mail is taken.
    properties.setProperty("mail.smtp.quitwait", "false");
    return properties;
  }
}
