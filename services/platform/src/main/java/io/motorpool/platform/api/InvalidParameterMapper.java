package io.motorpool.platform.api;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A parameter that breaks a rule of the contract: 400. */
@Provider
public class InvalidParameterMapper implements ExceptionMapper<InvalidParameter> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(InvalidParameter exception) {
    return Problems.invalidInput(uriInfo, List.of(exception.toError()));
  }
}
