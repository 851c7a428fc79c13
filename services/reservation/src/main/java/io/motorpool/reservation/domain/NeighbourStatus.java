package io.motorpool.reservation.domain;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Tells refusals from faults, for the clients of all neighbours, so that the guards can treat them
 * differently. Registered with the clients in the configuration, before what they bring along.
 */
public class NeighbourStatus implements ResponseExceptionMapper<RuntimeException> {

  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAULT = 500;
  private static final int BEFORE_THE_GENERATED = DEFAULT_PRIORITY - 1_000;

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status >= FIRST_ERROR;
  }

  @Override
  public RuntimeException toThrowable(Response response) {
    int status = response.getStatus();
    try {
      return status >= FIRST_FAULT
          ? NeighbourFault.of(status)
          : new NeighbourRefusal(status, NeighbourProblem.read(response));
    } finally {
      // Nobody reads the rest; left open, it would keep its connection from the next question.
      response.close();
    }
  }

  @Override
  public int getPriority() {
    return BEFORE_THE_GENERATED;
  }
}
