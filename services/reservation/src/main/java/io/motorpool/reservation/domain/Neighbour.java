package io.motorpool.reservation.domain;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** A service that is asked before a decision: it answers, refuses, or is unavailable. */
final class Neighbour {

  private static final System.Logger LOG = System.getLogger(Neighbour.class.getName());

  private final String name;
  private final NeighbourGuard guard;
  private final Duration breakerDelay;

  /**
   * @param name the service's name
   * @param guard the container's proxy of it
   * @param breakerDelay how long the guard lets nobody through after too many failures
   */
  Neighbour(String name, NeighbourGuard guard, Duration breakerDelay) {
    this.name = name;
    this.guard = guard;
    this.breakerDelay = breakerDelay;
  }

  /**
   * Asks.
   *
   * @param question a call without any effect
   * @throws NeighbourRefusal if it says no
   * @throws NeighbourUnavailable if there is no answer
   */
  <T> T ask(Supplier<T> question) {
    try {
      return guard.pass(question);
    } catch (CircuitBreakerOpenException e) {
      // How much of the delay is over, the guard does not tell.
      throw new NeighbourUnavailable(name, breakerDelay, e);
    } catch (FaultToleranceException | NeighbourFault e) {
      LOG.log(
          System.Logger.Level.WARNING, "No answer of the {0} service: {1}", name, e.getMessage());
      throw new NeighbourUnavailable(name, e);
    }
  }

  /** Of an answer that is none of those the contract has for the question. */
  NeighbourUnavailable misunderstood(NeighbourRefusal refusal) {
    LOG.log(System.Logger.Level.ERROR, "The {0} service {1}", name, refusal.getMessage());
    return new NeighbourUnavailable(name, refusal);
  }
}
