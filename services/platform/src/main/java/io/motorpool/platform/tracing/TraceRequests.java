package io.motorpool.platform.tracing;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Takes a request's trace over while it is worked on; a request runs on one thread. */
@Provider
public class TraceRequests implements ContainerRequestFilter, ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    TraceParent.enter(TraceParent.continuing(request.getHeaderString(TraceParent.NAME)));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    TraceParent.leave();
  }
}
