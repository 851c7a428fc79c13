package io.motorpool.platform.api;

import io.motorpool.contracts.common.model.ProblemError;
import io.motorpool.platform.failure.Failure;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;

/** Tells the caller of a failure of the domain. */
@Provider
public class FailureMapper implements ExceptionMapper<Failure> {

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(Failure failure) {
    List<ProblemError> errors =
        failure
            .pointer()
            .map(pointer -> List.of(Problems.inBody(pointer, failure.getMessage())))
            .orElse(List.of());
    Response answer =
        Problems.answer(
            status(failure.kind()),
            failure.type(),
            failure.title(),
            failure.getMessage(),
            uriInfo,
            errors);
    return failure.kind() == Failure.Kind.UNAVAILABLE
        ? Response.fromResponse(answer)
            .header(HttpHeaders.RETRY_AFTER, seconds(failure.retryAfter()))
            .build()
        : answer;
  }

  /** The header has no fractions; whoever comes too early has waited in vain. */
  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static int status(Failure.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case REFUSED -> 422;
      case UNAVAILABLE -> 503;
    };
  }
}
