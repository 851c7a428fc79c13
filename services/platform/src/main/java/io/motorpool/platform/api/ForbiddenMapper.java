package io.motorpool.platform.api;

import io.motorpool.platform.identity.Forbidden;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Tells a caller whose role is another one. */
@Provider
public class ForbiddenMapper implements ExceptionMapper<Forbidden> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(Forbidden refusal) {
    return Problems.answer(403, "forbidden", "Forbidden", refusal.getMessage(), uriInfo, List.of());
  }
}
