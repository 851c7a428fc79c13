package io.motorpool.gateway;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many connections there may be at one time, WebSockets among them: in all, and of one address.
 * All event loops share it.
 */
final class ConnectionLimits {

  private final long most;
  private final long mostOfAnAddress;
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final ConcurrentMap<String, Long> byAddress = new ConcurrentHashMap<>();

  /**
   * @param most how many in all, 0 for any number
   * @param mostOfAnAddress how many of one address, 0 for any number
   */
  ConnectionLimits(long most, long mostOfAnAddress) {
    this.most = most == 0 ? Long.MAX_VALUE : most;
    this.mostOfAnAddress = mostOfAnAddress == 0 ? Long.MAX_VALUE : mostOfAnAddress;
  }

  /**
   * Takes a place for a connection.
   *
   * @param address whose it is; empty if it is a proxy's, who asks for many
   * @return why there is none; empty if there was one, which is then to be {@link #giveBack given
   *     back}
   */
  Optional<Problem> take(Optional<String> address) {
    if (address.isPresent() && !takeOf(address.get())) {
      return Optional.of(Problem.TOO_MANY_CONNECTIONS);
    }
    if (open.incrementAndGet() > most) {
      giveBack(address);
      refused.incrementAndGet();
      return Optional.of(Problem.NO_CONNECTION_LEFT);
    }
    return Optional.empty();
  }

  /** The connection is closed. */
  void giveBack(Optional<String> address) {
    open.decrementAndGet();
    address.ifPresent(this::giveBackOf);
  }

  /**
   * Takes one of an address's places alone: for what a proxy's connection carries.
   *
   * @return whether there was one, which is then to be {@link #giveBackOf given back}
   */
  boolean takeOf(String address) {
    long now = byAddress.merge(address, 1L, Long::sum);
    if (now > mostOfAnAddress) {
      giveBackOf(address);
      refused.incrementAndGet();
      return false;
    }
    return true;
  }

  /** What was taken by {@link #takeOf} is over. */
  void giveBackOf(String address) {
    byAddress.computeIfPresent(address, (who, count) -> count == 1 ? null : count - 1);
  }

  /** How many there are. */
  long open() {
    return open.get();
  }

  /** How many were refused so far. */
  long refused() {
    return refused.get();
  }
}
