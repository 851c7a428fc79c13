package io.motorpool.notification.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connected client. Events wait for it in a bounded queue of its own and are written by a
 * virtual thread of its own, because a write waits for as long as the client does not read, its
 * asynchronous forms included.
 *
 * <p>It ends when the client leaves, when the service stops, when the client breaks the rules or
 * when too much waits for it. It is then told why, behind nothing but the write that is under way;
 * if even that takes too long, the connection is cut.
 */
final class Follower {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  private static final int MISSED_PINGS = 3;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /**
   * How far a client may fall behind.
   *
   * @param events how many events may wait
   * @param characters how many characters these may have together
   * @param sendTimeout how long one write may take
   * @param pingInterval how often to ask for a sign of life; three times without one is too often
   */
  record Limits(int events, int characters, Duration sendTimeout, Duration pingInterval) {}

  private final Session session;
  private final Limits limits;
  private final Runnable onEnd;
  private final Thread writer;
  private final Thread reader;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int waitingCharacters;
  private CloseReason ending;
  private boolean gone;

  /** When the present write began, by the nano clock; nothing while none is under way. */
  private volatile Long writingSince;

  private volatile long lastSign = System.nanoTime();

  /**
   * @param reader the virtual thread that reads the connection
   * @param onEnd called once, when the connection is over
   */
  Follower(Session session, Thread reader, Limits limits, Runnable onEnd) {
    this.session = session;
    this.reader = reader;
    this.limits = limits;
    this.onEnd = onEnd;
    this.writer = Thread.ofVirtual().name("live-topic-" + session.getId()).unstarted(this::write);
  }

  void start() {
    writer.start();
  }

  /** Lets the event wait for its turn; cuts the client off if it is too far behind. */
  void push(String event) {
    lock.lock();
    try {
      if (gone || ending != null) {
        return;
      }
      if (!hasRoomFor(event)) {
        LOG.log(
            Level.INFO, "Cut off a client that reads too slowly, {0} events wait", waiting.size());
        end(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "Too slow: too many events were waiting"));
        return;
      }
      waiting.add(event);
      waitingCharacters += event.length();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A single event has room whatever its size. */
  private boolean hasRoomFor(String event) {
    return waiting.isEmpty()
        || (waiting.size() < limits.events()
            && waitingCharacters + event.length() <= limits.characters());
  }

  /** Ends the connection; what waits is dropped. The first reason counts. */
  void end(CloseReason reason) {
    lock.lock();
    try {
      if (ending == null) {
        ending = reason;
        waiting.clear();
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
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client has answered a ping. */
  void alive() {
    lastSign = System.nanoTime();
  }

  /** Cuts the connection of a client that does not read, or gives no sign of life. */
  void check(long now) {
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
      // The first one tells the client that it hears everything from here on.
      long pingAt = System.nanoTime();
      while (awaitWork(pingAt)) {
        // The ping has its time even while events keep coming: who only listens is silent
        // otherwise.
        if (System.nanoTime() - pingAt >= 0) {
          timed(() -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
          pingAt = nextPing();
        } else {
          sendNext();
        }
      }
      sayGoodbye();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A live topic''s client is lost: {0}", e.toString());
    } catch (InterruptedException e) {
      // Cut: there is no connection to say anything on.
    } finally {
      gone();
      awaitReader();
      onEnd.run();
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

  private long nextPing() {
    return System.nanoTime() + limits.pingInterval().toNanos();
  }

  /** Whether there is something to write, an event or a ping; false once it is over. */
  private boolean awaitWork(long pingAt) throws InterruptedException {
    lock.lock();
    try {
      long left = pingAt - System.nanoTime();
      while (!isOver() && waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !isOver();
    } finally {
      lock.unlock();
    }
  }

  private void sendNext() throws IOException {
    String event;
    lock.lock();
    try {
      event = waiting.poll();
      if (event != null) {
        waitingCharacters -= event.length();
      }
    } finally {
      lock.unlock();
    }
    if (event != null) {
      timed(() -> session.getBasicRemote().sendText(event));
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
      timed(() -> session.close(reason));
    }
  }

  private boolean isOver() {
    return gone || ending != null;
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
