package io.motorpool.platform.tracing;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Hands the trace on to a neighbour; for the generated clients. */
public class TraceCalls implements ClientRequestFilter {

  @Override
  public void filter(ClientRequestContext request) {
    TraceParent.current()
        .ifPresent(
            place -> request.getHeaders().putSingle(TraceParent.NAME, place.next().toString()));
  }
}
