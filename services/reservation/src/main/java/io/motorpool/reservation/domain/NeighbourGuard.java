package io.motorpool.reservation.domain;

import java.util.function.Supplier;

/**
 * Stands before one neighbour: asks it in time, once more where that may help, not too often at
 * once, and not at all while it only fails. Each neighbour has a bean of its own, since the
 * container counts failures and calls for each bean's method; it does so only for calls that come
 * from outside of the bean.
 */
interface NeighbourGuard {

  /**
   * @param question a call of the neighbour without any effect, as it may be made twice; not to be
   *     made inside a transaction, as it may take long
   * @throws NeighbourRefusal if the neighbour says no
   * @throws NeighbourFault if there is no answer
   * @throws org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException if there is
   *     none in time, or it was not asked
   */
  <T> T pass(Supplier<T> question);
}
