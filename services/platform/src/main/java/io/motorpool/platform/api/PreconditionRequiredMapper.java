package io.motorpool.platform.api;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A change that does not name the version it is based on: 428. */
@Provider
public class PreconditionRequiredMapper implements ExceptionMapper<PreconditionRequired> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(PreconditionRequired exception) {
    return Problems.answer(
        428,
        "precondition-required",
        "Precondition required",
        exception.getMessage(),
        uriInfo,
        List.of(Problems.inParameter("If-Match", exception.getMessage())));
  }
}
