package io.motorpool.platform.identity;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Calls a neighbour in the name of whoever called us; for the generated clients. The neighbour
 * verifies the token itself.
 */
public class IdentifyCalls implements ClientRequestFilter {

  @Override
  public void filter(ClientRequestContext request) {
    Caller.current()
        .ifPresent(
            caller ->
                request
                    .getHeaders()
                    .putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + caller.token()));
  }
}
