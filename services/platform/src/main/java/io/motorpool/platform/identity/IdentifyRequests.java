package io.motorpool.platform.identity;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody through to an operation who may not call it, before anything of the body is read.
 * What is not an operation of the contract is for nobody.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class IdentifyRequests implements ContainerRequestFilter, ContainerResponseFilter {

  private final TokenVerifier verifier;
  private final OperationRoles operations;

  @Context private ResourceInfo resource;

  /**
   * @param verifier says whose a token is
   * @param operations who may call what
   */
  @Inject
  public IdentifyRequests(TokenVerifier verifier, OperationRoles operations) {
    this.verifier = verifier;
    this.operations = operations;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Caller.leave();
    Optional<Set<Role>> allowed =
        Optional.ofNullable(resource.getResourceMethod())
            .map(Method::getName)
            .flatMap(operations::of);
    if (allowed.filter(Set::isEmpty).isPresent()) {
      return;
    }
    Caller caller =
        BearerToken.of(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
            .map(verifier::verify)
            .orElseThrow(Unauthorized::withoutToken);
    if (allowed.filter(caller::isAnyOf).isEmpty()) {
      throw new Forbidden(allowed.orElse(Set.of()));
    }
    Caller.enter(caller);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Caller.leave();
  }
}
