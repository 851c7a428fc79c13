package io.motorpool.platform.messaging.connector;

import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import io.motorpool.platform.messaging.connector.ConnectorState.Status;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to the broker and the channels that use it, kept alive: whatever breaks, be it the
 * connection, a session or a consumer, is reported by {@link #repair}, and one repair at a time
 * then builds what is missing, again and again with growing pauses until all of it stands.
 */
final class BrokerLink {

  private static final System.Logger LOG = System.getLogger(BrokerLink.class.getName());

  /** Having stood that long, a link that breaks is repaired at once again. */
  private static final Duration STABLE = Duration.ofSeconds(10);

  private static final int ABORT_MILLIS = 2_000;

  /** Something that lives on the connection. Only the link calls these, one at a time. */
  interface Attachment {

    /** Whether it works at this moment. */
    boolean attached();

    /** Builds it on a fresh or still open connection. */
    void attach(Connection connection) throws Exception;

    /** Fails if it is attached by its looks only. */
    void check(Connection connection) throws Exception;

    /** Takes down what is left of it, quietly. */
    void detach();

    /** For people. */
    String name();
  }

  private final String name;
  private final BrokerSettings settings;
  private final ConnectorState state;
  private final ScheduledExecutorService scheduler;
  private final ExecutorService callbacks;
  private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
  private final Backoff backoff;

  private final Object schedule = new Object();
  private boolean scheduled;
  private volatile boolean closed;
  private volatile boolean blocked;

  // Only touched by the one repair that runs.
  private Connection connection;
  private boolean standing;
  private long standingSince;

  BrokerLink(
      String name,
      BrokerSettings settings,
      ConnectorState state,
      ScheduledExecutorService scheduler,
      ExecutorService callbacks) {
    this.name = name;
    this.settings = settings;
    this.state = state;
    this.scheduler = scheduler;
    this.callbacks = callbacks;
    this.backoff = settings.backoff();
  }

  /** Adds a channel and begins to connect, in the background. */
  void add(Attachment attachment) {
    if (attachments.isEmpty()) {
      long interval = settings.checkInterval().toMillis();
      scheduler.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.MILLISECONDS);
    }
    attachments.add(attachment);
    state.report(name, Status.CONNECTING, null);
    run(0);
  }

  /** Tells that something broke. May be called from any thread, any number of times. */
  void repair(String what, Throwable cause) {
    if (closed) {
      return;
    }
    String reason = what + (cause == null ? "" : ": " + settings.describe(cause));
    boolean first = state.links().stream().anyMatch(this::isConnected);
    state.report(name, Status.CONNECTING, reason);
    if (first) {
      LOG.log(Level.WARNING, "The broker link {0} is interrupted: {1}", name, reason);
    }
    run(backoff.next());
  }

  private boolean isConnected(ConnectorState.Link link) {
    return link.name().equals(name) && link.status() == Status.CONNECTED;
  }

  /** Whether the broker has asked to publish nothing for now, because it is short of resources. */
  boolean blocked() {
    return blocked;
  }

  private void run(long delayMillis) {
    synchronized (schedule) {
      if (closed || scheduled) {
        return;
      }
      try {
        scheduler.schedule(this::repairNow, delayMillis, TimeUnit.MILLISECONDS);
        scheduled = true;
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "The connector stops, the broker link {0} is left as it is", name);
      }
    }
  }

  private synchronized void repairNow() {
    synchronized (schedule) {
      scheduled = false;
    }
    if (closed) {
      return;
    }
    if (standing && System.nanoTime() - standingSince > STABLE.toNanos()) {
      backoff.reset();
    }
    standing = false;
    try {
      connectIfNeeded();
      attachWhatIsNot();
    } catch (Exception e) {
      fail(e);
      return;
    }
    standing = true;
    standingSince = System.nanoTime();
    state.report(name, Status.CONNECTED, null);
    LOG.log(Level.INFO, "The broker link {0} is connected to {1}", name, settings);
    // What broke since it was attached may have been reported before the status above.
    if (!allAttached()) {
      repair("A channel closed as soon as it was opened", null);
    }
  }

  /**
   * Not everything that breaks is told: not every broker says that a queue, and with it its
   * consumer, was deleted.
   */
  private synchronized void check() {
    if (closed || !standing || !allAttached()) {
      return;
    }
    for (Attachment attachment : attachments) {
      try {
        attachment.check(connection);
      } catch (Exception e) {
        attachment.detach();
        giveUpIfSilent(e);
        repair("Channel " + attachment.name() + " no longer works", e);
      }
    }
  }

  /**
   * Looks at once whether all that the channels need is there, and declares what is not.
   *
   * @throws IOException if there is no connection to do so
   */
  synchronized void checkNow() throws IOException {
    if (closed || !standing) {
      throw new IOException("The broker link " + name + " is not connected");
    }
    try {
      for (Attachment attachment : attachments) {
        attachment.check(connection);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The broker link " + name + " could not be checked", e);
    }
  }

  /** A broker that does not answer on this connection may answer on the next. */
  private void giveUpIfSilent(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException
          || cause instanceof ChannelContinuationTimeoutException) {
        connection.abort(ABORT_MILLIS);
        return;
      }
    }
  }

  private boolean allAttached() {
    return connection.isOpen() && attachments.stream().allMatch(Attachment::attached);
  }

  private void fail(Exception failure) {
    boolean news =
        state.links().stream()
            .filter(link -> link.name().equals(name))
            .allMatch(link -> link.lastError().isEmpty());
    String reason = settings.describe(failure);
    state.report(name, Status.CONNECTING, reason);
    LOG.log(
        news ? Level.WARNING : Level.DEBUG,
        "The broker link {0} cannot be made to {1}, it is tried again: {2}",
        name,
        settings,
        reason);
    run(backoff.next());
  }

  private void connectIfNeeded() throws IOException, TimeoutException {
    if (connection != null && connection.isOpen()) {
      return;
    }
    attachments.forEach(Attachment::detach);
    blocked = false;
    Connection fresh =
        settings.connectionFactory(callbacks).newConnection(settings.clientName() + " " + name);
    fresh.addBlockedListener(reason -> blocked = true, () -> blocked = false);
    fresh.addShutdownListener(
        cause -> {
          if (!cause.isInitiatedByApplication()) {
            repair("The connection was lost", cause);
          }
        });
    connection = fresh;
  }

  private void attachWhatIsNot() throws Exception {
    Exception failure = null;
    for (Attachment attachment : attachments) {
      if (attachment.attached()) {
        continue;
      }
      attachment.detach();
      try {
        attachment.attach(connection);
      } catch (Exception e) {
        attachment.detach();
        giveUpIfSilent(e);
        // The others are not to wait for this one.
        failure = new IOException("Channel " + attachment.name(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes the connection and never opens it again. */
  void close() {
    closed = true;
    takeDown();
    state.report(name, Status.STOPPED, null);
  }

  private synchronized void takeDown() {
    attachments.forEach(Attachment::detach);
    if (connection != null) {
      connection.abort(ABORT_MILLIS);
    }
  }
}
