package io.motorpool.platform.api;

import io.motorpool.platform.identity.Unauthorized;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Asks for a token, or for a better one (RFC 6750, section 3). */
@Provider
public class UnauthorizedMapper implements ExceptionMapper<Unauthorized> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(Unauthorized refusal) {
    return Response.fromResponse(
            Problems.answer(
                401, "unauthorized", "Unauthorized", refusal.getMessage(), uriInfo, List.of()))
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            refusal.tokenSent() ? "Bearer error=\"invalid_token\"" : "Bearer")
        .build();
  }
}
