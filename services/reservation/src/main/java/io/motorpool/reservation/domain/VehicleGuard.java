package io.motorpool.reservation.domain;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Guards the questions to the vehicle service. The numbers are in the configuration. */
@ApplicationScoped
@Timeout
@Retry(retryOn = {NeighbourFault.Passing.class, TimeoutException.class})
@CircuitBreaker(failOn = {NeighbourFault.class, TimeoutException.class})
@Bulkhead
public class VehicleGuard implements NeighbourGuard {

  @Override
  public <T> T pass(Supplier<T> question) {
    return NeighbourFault.orAnswer(question);
  }
}
