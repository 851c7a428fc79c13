package io.motorpool.notification.socket;

import io.motorpool.notification.domain.NotificationRepository;
import io.motorpool.platform.messaging.connector.Backoff;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears from the database, by LISTEN on a connection of its own, which customers have been told
 * something, by whichever replica. After every (re)connect all followers look for themselves: what
 * was announced meanwhile was heard by nobody.
 */
@ApplicationScoped
public class NewsListener {

  private static final System.Logger LOG = System.getLogger(NewsListener.class.getName());

  /** How long to wait for news before it is asked whether the connection still stands. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final int ANSWER_SECONDS = 5;

  private final LiveTopics topics;
  private final String url;
  private final Properties login = new Properties();
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Connection connection;

  /** For the container, which makes the client proxy with it. */
  protected NewsListener() {
    this(null, "", "", "", "");
  }

  /**
   * @param topics who is to look
   * @param url the service's database
   * @param user its runtime role
   * @param password the role's password
   * @param service names the connection for operators
   */
  @Inject
  public NewsListener(
      LiveTopics topics,
      @ConfigProperty(name = "motorpool.database.url") String url,
      @ConfigProperty(name = "motorpool.database.user") String user,
      @ConfigProperty(name = "motorpool.database.password") String password,
      @ConfigProperty(name = "motorpool.service") String service) {
    this.topics = topics;
    this.url = url;
    login.setProperty("user", user);
    login.setProperty("password", password);
    login.setProperty("ApplicationName", "motorpool-" + service + "-live");
    login.setProperty("connectTimeout", String.valueOf(ANSWER_SECONDS));
    login.setProperty("tcpKeepAlive", "true");
  }

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    Thread.ofPlatform().name("live-topics-news").daemon().start(this::listenUntilStopped);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) throws SQLException {
    stopping.countDown();
    Connection open = connection;
    if (open != null) {
      open.abort(Runnable::run);
    }
  }

  private void listenUntilStopped() {
    while (stopping.getCount() > 0) {
      try (Connection opened = DriverManager.getConnection(url, login);
          Statement statement = opened.createStatement()) {
        connection = opened;
        statement.execute("listen " + NotificationRepository.CHANNEL);
        backoff.reset();
        topics.lookAll();
        listen(opened);
      } catch (SQLException | RuntimeException e) {
        if (!pauseAfter(e)) {
          return;
        }
      }
    }
  }

  private void listen(Connection opened) throws SQLException {
    PGConnection postgresql = opened.unwrap(PGConnection.class);
    while (stopping.getCount() > 0) {
      PGNotification[] heard = postgresql.getNotifications((int) QUIET.toMillis());
      if (heard != null && heard.length > 0) {
        for (PGNotification one : heard) {
          topics.look(UUID.fromString(one.getParameter()));
        }
      } else if (!opened.isValid(ANSWER_SECONDS)) {
        throw new SQLException("The connection does not answer");
      }
    }
  }

  /** Whether to go on after the pause. */
  private boolean pauseAfter(Exception failure) {
    if (stopping.getCount() == 0) {
      return false;
    }
    long pause = backoff.next();
    LOG.log(
        System.Logger.Level.WARNING,
        "Live topics wait for the database, next attempt in {0} ms: {1}",
        pause,
        failure.getMessage());
    try {
      return !stopping.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
