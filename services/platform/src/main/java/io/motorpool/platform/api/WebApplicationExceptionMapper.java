package io.motorpool.platform.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.glassfish.jersey.server.ParamException;

/**
 * What the framework refuses before a resource is reached: no route, wrong method, wrong media
 * type.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(WebApplicationException exception) {
    if (exception instanceof ParamException parameter) {
      return Problems.invalidInput(
          uriInfo,
          List.of(
              Problems.inParameter(
                  parameter.getParameterName(), "is not of the type that the contract has")));
    }
    Response refused = exception.getResponse();
    if (refused.getStatus() == 404 && uriInfo.getMatchedResources().isEmpty()) {
      // Without a body, the server goes on to what is not a resource: health, metrics, the
      // contract.
      // If nothing there takes the request either, UnroutedRequests answers it.
      return Response.status(404).build();
    }
    Response answer =
        switch (refused.getStatus()) {
          case 404 -> answer(404, "not-found", "Not found", "There is no such resource.");
          case 405 ->
              answer(405, "method-not-allowed", "Method not allowed", "See the Allow header.");
          case 406 ->
              answer(
                  406,
                  "not-acceptable",
                  "Not acceptable",
                  "The contract names the media types of the answer.");
          case 413 ->
              answer(413, "payload-too-large", "Payload too large", "The body is too large.");
          case 415 ->
              answer(
                  415,
                  "unsupported-media-type",
                  "Unsupported media type",
                  "The contract names the media types of the body.");
          default ->
              answer(
                  refused.getStatus(),
                  refused.getStatus() < 500 ? "bad-request" : "internal-error",
                  refused.getStatusInfo().getReasonPhrase(),
                  "The request was refused by the server.");
        };
    String allow = refused.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  private Response answer(int status, String type, String title, String detail) {
    return Problems.answer(status, type, title, detail, uriInfo, List.of());
  }
}
