package io.motorpool.notification.socket;

import io.motorpool.notification.domain.NotificationService;
import io.motorpool.notification.socket.Follower.Limits;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who follows whom: the connected clients by customer. Waking one up only tells it to look, so it
 * never waits for anybody.
 */
@ApplicationScoped
public class LiveTopics {

  private static final System.Logger LOG = System.getLogger(LiveTopics.class.getName());

  /** Held, because a logger nobody holds forgets its level. A client could fill the log with it. */
  private static final Logger TYRUS_LOG = Logger.getLogger("org.glassfish.tyrus.core");

  static {
    TYRUS_LOG.setLevel(java.util.logging.Level.SEVERE);
  }

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Duration CHECKS = Duration.ofMillis(500);

  /** Before the web server stops (at 0), which would cut the connections without a word. */
  private static final int BEFORE_THE_SERVER = Interceptor.Priority.PLATFORM_BEFORE - 100;

  /** Of the pool's eight connections; the others are for requests and events. */
  private static final int READING = 3;

  private final NotificationService notifications;
  private final Limits limits;
  private final Duration goodbye;
  private final Semaphore reading = new Semaphore(READING, true);
  private final Map<UUID, Set<Follower>> followers = new ConcurrentHashMap<>();
  private final Map<String, Follower> bySession = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock;
  private volatile boolean stopping;

  /** For the container, which makes the client proxy with it. */
  protected LiveTopics() {
    this.notifications = null;
    this.limits = null;
    this.goodbye = null;
    this.clock = null;
  }

  /**
   * @param notifications what there is to follow
   * @param sendTimeout how long one write, or the close of a client, may take
   * @param pingInterval how often clients are asked for a sign of life
   * @param goodbye how long they have to leave, all together, when the service stops
   */
  @Inject
  public LiveTopics(
      NotificationService notifications,
      @ConfigProperty(name = "motorpool.socket.send-timeout") Duration sendTimeout,
      @ConfigProperty(name = "motorpool.socket.ping-interval") Duration pingInterval,
      @ConfigProperty(name = "motorpool.socket.goodbye") Duration goodbye) {
    this.limits = new Limits(sendTimeout, pingInterval);
    this.goodbye = goodbye;
    this.notifications = notifications;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("live-topics-clock").daemon().unstarted(task));
    clock.scheduleWithFixedDelay(
        this::check, CHECKS.toMillis(), CHECKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** There is something new for the customer. Returns at once. */
  void look(UUID customerId) {
    followers.getOrDefault(customerId, Set.of()).forEach(Follower::look);
  }

  /** There may be something new for anybody. Returns at once. */
  void lookAll() {
    bySession.values().forEach(Follower::look);
  }

  /** How many clients are connected. */
  public int connected() {
    return bySession.size();
  }

  /** The customer's id that the text is, if it is one: the full form of a UUID. */
  static Optional<UUID> customerId(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** The client follows the customer. Called by the thread that reads the connection. */
  void open(Session session, Topic topic, String customer) {
    UUID customerId = customerId(customer).orElseThrow();
    Optional<Instant> until = Admission.takeAdmittedUntil();
    Follower follower =
        new Follower(
            session,
            new Feed(notifications, customerId, topic, reading),
            TopicQuery.of(session.getQueryString()).after(),
            until.orElse(Instant.EPOCH),
            Thread.currentThread(),
            limits,
            () -> remove(session, customerId));
    bySession.put(session.getId(), follower);
    followers.compute(
        customerId,
        (same, present) -> {
          Set<Follower> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(follower);
          return all;
        });
    follower.start();
    if (stopping) {
      follower.end(goingAway());
    }
  }

  /** Clients have nothing to say here. */
  void refuseMessage(Session session) {
    Optional.ofNullable(bySession.get(session.getId()))
        .ifPresent(
            it ->
                it.end(
                    new CloseReason(
                        CloseCodes.CANNOT_ACCEPT, "This topic only sends; it takes no messages")));
  }

  /** The session is over. */
  void closed(Session session) {
    Optional.ofNullable(bySession.get(session.getId())).ifPresent(Follower::gone);
  }

  /** The session failed; nothing can be said to the client any more. */
  void failed(Session session, Throwable failure) {
    LOG.log(Level.DEBUG, "A live topic''s connection failed: {0}", failure.toString());
    Optional.ofNullable(bySession.get(session.getId())).ifPresent(Follower::cut);
  }

  /** The client is still there. */
  void alive(Session session) {
    Optional.ofNullable(bySession.get(session.getId())).ifPresent(Follower::alive);
  }

  private void remove(Session session, UUID customerId) {
    Follower follower = bySession.remove(session.getId());
    followers.computeIfPresent(
        customerId,
        (same, present) -> {
          present.remove(follower);
          return present.isEmpty() ? null : present;
        });
  }

  private void check() {
    long now = System.nanoTime();
    bySession.values().forEach(follower -> follower.check(now));
  }

  void stop(
      @Observes @Priority(BEFORE_THE_SERVER) @BeforeDestroyed(ApplicationScoped.class)
          Object event) {
    stopping = true;
    bySession.values().forEach(follower -> follower.end(goingAway()));
    long end = System.nanoTime() + goodbye.toNanos();
    for (Follower follower : bySession.values()) {
      follower.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
    }
    clock.shutdownNow();
  }

  private static CloseReason goingAway() {
    return new CloseReason(CloseCodes.GOING_AWAY, "The service stops; connect again");
  }
}
