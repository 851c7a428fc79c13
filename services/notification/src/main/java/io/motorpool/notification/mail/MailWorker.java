package io.motorpool.notification.mail;

import io.motorpool.notification.domain.DueMail;
import io.motorpool.notification.domain.MailQueued;
import io.motorpool.notification.domain.MailService;
import io.motorpool.platform.messaging.connector.Backoff;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends mails that are due, one after the other, outside any transaction. The commit of a
 * notification wakes it up; what others have left, and what is to be tried again, it finds by
 * looking now and then.
 */
@ApplicationScoped
public class MailWorker {

  private static final System.Logger LOG = System.getLogger(MailWorker.class.getName());

  /** How long one mail may take altogether, whatever the mail server makes of each time-out. */
  private static final Duration SENDING = Duration.ofMinutes(1);

  /** Well beyond that: then whoever had the mail does not have it any more. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final MailService mails;
  private final MailSettings settings;
  private final int attempts;
  private final Backoff retries;
  private final Duration idle;
  private final Backoff troubles = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Thread thread;

  /** For the container, which makes the client proxy with it. */
  protected MailWorker() {
    this(null, null, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /**
   * @param mails what is due, and what becomes of it
   * @param settings whether and how mails are sent
   * @param attempts how often a mail is tried before it is given up
   * @param firstPause the pause after the first attempt, before chance shortens it; it doubles
   * @param longestPause the longest pause
   * @param idle how often to look when nobody wakes it up
   */
  @Inject
  public MailWorker(
      MailService mails,
      MailSettings settings,
      @ConfigProperty(name = "motorpool.mail.attempts") int attempts,
      @ConfigProperty(name = "motorpool.mail.first-pause") Duration firstPause,
      @ConfigProperty(name = "motorpool.mail.longest-pause") Duration longestPause,
      @ConfigProperty(name = "motorpool.mail.idle") Duration idle) {
    this.mails = mails;
    this.settings = settings;
    this.attempts = attempts;
    this.retries = new Backoff(firstPause, longestPause);
    this.idle = idle;
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    if (settings.enabled()) {
      // What is missing from the settings is said at the start, and not with the first mail.
      MailServer server = new MailServer(settings);
      thread = Thread.ofPlatform().name("mail").daemon().start(() -> sendUntilStopped(server));
    }
  }

  void wakeUp(@Observes MailQueued event) {
    // One permit is enough: a round sends all that is due.
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  void stop(@Observes @Priority(1) @BeforeDestroyed(ApplicationScoped.class) Object event)
      throws InterruptedException {
    stopping.countDown();
    wakeUps.release();
    if (thread != null) {
      thread.join(GOODBYE);
      thread.interrupt();
    }
  }

  private void sendUntilStopped(MailServer server) {
    try {
      while (!isStopping()) {
        try {
          sendAllDue(server);
          mails.giveUpWithoutAddress();
          troubles.reset();
          wakeUps.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS);
          wakeUps.drainPermits();
        } catch (RuntimeException e) {
          pauseAfter(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAllDue(MailServer server) throws InterruptedException {
    while (!isStopping()) {
      Optional<DueMail> mail = mails.take(LEASE);
      if (mail.isEmpty()) {
        return;
      }
      send(server, mail.get());
    }
  }

  private void send(MailServer server, DueMail mail) throws InterruptedException {
    FutureTask<Void> sending =
        new FutureTask<>(
            () -> {
              server.send(mail);
              return null;
            });
    // A virtual thread that is interrupted while it reads or writes a socket closes the socket.
    Thread sender = Thread.ofVirtual().name("mail-" + mail.notificationId()).start(sending);
    try {
      sending.get(SENDING.toMillis(), TimeUnit.MILLISECONDS);
      mails.sent(mail);
    } catch (ExecutionException e) {
      failed(mail, e.getCause());
    } catch (TimeoutException e) {
      failed(mail, e);
    } finally {
      sender.interrupt();
    }
  }

  private void failed(DueMail mail, Throwable failure) {
    if (failure instanceof MailRefused) {
      mails.giveUp(mail, failure.getMessage());
    } else if (mail.attempt() >= attempts) {
      mails.giveUp(mail, reason(failure));
    } else {
      Duration pause = Duration.ofMillis(retries.delay(mail.attempt()));
      LOG.log(
          System.Logger.Level.INFO,
          "The mail of notification {0} could not be sent, next attempt in {1} s: {2}",
          mail.notificationId(),
          pause.toSeconds(),
          reason(failure));
      mails.postpone(mail, pause, reason(failure));
    }
  }

  /** Not the message, in which mail servers quote the address. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof MessagingException chained && chained.getNextException() != null) {
      cause = chained.getNextException();
    }
    String outer = failure.getClass().getSimpleName();
    return cause == failure ? outer : outer + ", " + cause.getClass().getSimpleName();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pauseAfter(RuntimeException failure) throws InterruptedException {
    long pause = troubles.next();
    LOG.log(
        System.Logger.Level.WARNING,
        "Mails wait, next attempt in {0} ms: {1}",
        pause,
        failure.getClass().getSimpleName());
    stopping.await(pause, TimeUnit.MILLISECONDS);
  }
}
