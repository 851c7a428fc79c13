package io.motorpool.platform.api;

import io.motorpool.platform.persistence.SqlState;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;

/**
 * What nobody foresaw: 500 with the log holding the story, or 503 when it is only the database that
 * is away. The caller never sees a stack trace or a message of the inside.
 */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {

  private static final System.Logger LOG =
      System.getLogger(UnexpectedExceptionMapper.class.getName());

  @Context private UriInfo uriInfo;
  @Context private Request request;

  @Override
  public Response toResponse(Throwable exception) {
    Optional<SqlState> sqlState = SqlState.of(exception);
    if (sqlState.map(SqlState::isUnstorableText).orElse(false)) {
      return Problems.answer(
          400,
          "invalid-request",
          "Invalid request",
          "A text contains the character U+0000.",
          uriInfo,
          List.of());
    }
    if (sqlState.map(SqlState::isUnavailable).orElse(false)) {
      LOG.log(System.Logger.Level.WARNING, "The database is away: {0}", exception.getMessage());
      Response answer =
          Problems.answer(
              503,
              "service-unavailable",
              "Service unavailable",
              "The database cannot be reached.",
              uriInfo,
              List.of());
      return Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, 2).build();
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "Unexpected failure of " + request.getMethod() + " " + uriInfo.getPath(),
        exception);
    return Problems.answer(
        500,
        "internal-error",
        "Internal server error",
        "The failure was logged.",
        uriInfo,
        List.of());
  }
}
