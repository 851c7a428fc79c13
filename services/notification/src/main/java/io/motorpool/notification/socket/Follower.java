package io.motorpool.notification.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connected client. It knows its place in what it follows; woken up, a virtual thread of its
 * own reads what comes after it and writes it out. Nothing waits in memory but the page that is
 * being written, so that a client which reads slowly is in nobody's way.
 *
 * <p>It ends when the client leaves, when the service stops, when the client breaks the rules or
 * when one write takes too long. It is told why where that is possible, behind nothing but the
 * write that is under way; if even that takes too long, the connection is cut.
 */
final class Follower {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  private static final int MISSED_PINGS = 3;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /**
   * How long a client may make us wait.
   *
   * @param sendTimeout how long one write may take
   * @param pingInterval how often to ask for a sign of life; three times without one is too often
   */
  record Limits(Duration sendTimeout, Duration pingInterval) {}

  private final Session session;
  private final Feed feed;
  private final OptionalLong after;
  private final Instant until;
  private final Limits limits;
  private final Runnable onEnd;
  private final Thread writer;
  private final Thread reader;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean news = true;
  private CloseReason ending;
  private boolean gone;

  /** When the present write began, by the nano clock; nothing while none is under way. */
  private volatile Long writingSince;

  /** When the next ping is due, by the nano clock; the writer's only. */
  private long pingAt;

  private volatile long lastSign = System.nanoTime();

  /**
   * @param feed what to follow
   * @param after the place to go on after; empty for what is new from now on
   * @param until when the client has to leave, because its token has expired
   * @param reader the virtual thread that reads the connection
   * @param onEnd called once, when the connection is over
   */
  Follower(
      Session session,
      Feed feed,
      OptionalLong after,
      Instant until,
      Thread reader,
      Limits limits,
      Runnable onEnd) {
    this.session = session;
    this.feed = feed;
    this.after = after;
    this.until = until;
    this.reader = reader;
    this.limits = limits;
    this.onEnd = onEnd;
    this.writer = Thread.ofVirtual().name("live-topic-" + session.getId()).unstarted(this::write);
  }

  void start() {
    writer.start();
  }

  /** There may be something new. Returns at once. */
  void look() {
    lock.lock();
    try {
      news = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the connection. The first reason counts. */
  void end(CloseReason reason) {
    lock.lock();
    try {
      if (ending == null) {
        ending = reason;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The client is not there any more. */
  void gone() {
    lock.lock();
    try {
      gone = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client has answered a ping. */
  void alive() {
    lastSign = System.nanoTime();
  }

  /**
   * Cuts the connection of a client that does not read, or gives no sign of life; asks one to leave
   * whose time has come.
   */
  void check(long now) {
    if (!Instant.now().isBefore(until)) {
      end(
          new CloseReason(
              CloseCodes.VIOLATED_POLICY, "The token has expired; connect again with a new one"));
    }
    Long since = writingSince;
    if (since != null && now - since > limits.sendTimeout().toNanos()) {
      LOG.log(Level.INFO, "Cut the connection of a client that does not read");
      cut();
    } else if (now - lastSign > limits.pingInterval().multipliedBy(MISSED_PINGS).toNanos()) {
      LOG.log(Level.INFO, "Cut the connection of a client that does not answer");
      cut();
    }
  }

  /** A virtual thread that is interrupted while it reads or writes a socket closes the socket. */
  void cut() {
    writer.interrupt();
    reader.interrupt();
  }

  void awaitEnd(Duration atMost) {
    try {
      writer.join(atMost.isNegative() ? Duration.ZERO : atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      long place = beginning();
      // The first ping tells the client that it hears everything from here on.
      pingAt = System.nanoTime();
      while (awaitWork()) {
        pingIfItIsTime();
        if (takeNews()) {
          place = sendAfter(place);
        }
      }
      sayGoodbye();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A live topic''s client is lost: {0}", e.toString());
    } catch (InterruptedException e) {
      // Cut: there is no connection to say anything on.
    } finally {
      gone();
      awaitReader();
      onEnd.run();
    }
  }

  /** The place to begin after. */
  private long beginning() throws InterruptedException {
    try {
      long last = feed.last();
      if (after.orElse(0) > last) {
        end(
            new CloseReason(
                CloseCodes.VIOLATED_POLICY, "Nothing was sent yet that is as late as 'after'"));
      }
      return after.orElse(last);
    } catch (RuntimeException e) {
      unreadable(e);
      return 0;
    }
  }

  /** Sends all that comes after a place, and returns the new one. */
  private long sendAfter(long place) throws IOException, InterruptedException {
    long sent = place;
    try {
      List<Feed.Message> page = feed.after(place);
      while (!page.isEmpty() && !isOver()) {
        for (Feed.Message message : page) {
          pingIfItIsTime();
          if (isOver()) {
            return sent;
          }
          timed(() -> session.getBasicRemote().sendText(message.text()));
          sent = message.sequence();
        }
        page = feed.after(sent);
      }
    } catch (RuntimeException e) {
      unreadable(e);
    }
    return sent;
  }

  private void unreadable(RuntimeException failure) {
    LOG.log(Level.WARNING, "A live topic cannot be read: {0}", failure.toString());
    end(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "Not available now; connect again"));
  }

  /** The ping has its time even while events keep coming: who only listens is silent otherwise. */
  private void pingIfItIsTime() throws IOException {
    if (System.nanoTime() - pingAt >= 0) {
      timed(() -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
      pingAt = System.nanoTime() + limits.pingInterval().toNanos();
    }
  }

  /**
   * A close does not end the connection on our side; the client should, and has a moment for it.
   */
  private void awaitReader() {
    try {
      reader.join(FAREWELL);
    } catch (InterruptedException e) {
      // No more waiting, then.
    }
    reader.interrupt();
  }

  /** Whether there is something to do, news or a ping; false once it is over. */
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      long left = pingAt - System.nanoTime();
      while (!isOver() && !news && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !isOver();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there may be news. What comes from now on is news again. */
  private boolean takeNews() {
    lock.lock();
    try {
      boolean taken = news;
      news = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void sayGoodbye() throws IOException {
    CloseReason reason;
    lock.lock();
    try {
      reason = gone ? null : ending;
    } finally {
      lock.unlock();
    }
    if (reason != null) {
      try {
        timed(() -> session.close(reason));
      } catch (IllegalStateException e) {
        // The client was faster: it is closed already.
      }
    }
  }

  private boolean isOver() {
    lock.lock();
    try {
      return gone || ending != null;
    } finally {
      lock.unlock();
    }
  }

  private void timed(Write write) throws IOException {
    writingSince = System.nanoTime();
    try {
      write.run();
    } finally {
      writingSince = null;
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
