package io.motorpool.platform.api;

import io.motorpool.contracts.common.model.Problem;
import io.motorpool.contracts.common.model.ProblemError;
import io.motorpool.platform.failure.Failure;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the caller of a failure of the domain. */
@Provider
public class FailureMapper implements ExceptionMapper<Failure> {

  /** As many as the contract allows. */
  private static final int MOST_ERRORS = 200;

  /** The most that the contract allows: a day. */
  private static final long LONGEST_WAIT_SECONDS = 86_400;

  /** What passes by itself, so that the answer says how long it is worth waiting. */
  private static final Set<Failure.Kind> PASSING =
      EnumSet.of(Failure.Kind.TOO_MANY, Failure.Kind.UNAVAILABLE);

  @Context private UriInfo uriInfo;

  @Override
  public Response toResponse(Failure failure) {
    List<ProblemError> errors =
        Stream.concat(
                failure.pointer().stream()
                    .map(pointer -> Problems.inBody(pointer, failure.getMessage())),
                failure.lines().stream().map(Problems::inLine))
            .limit(MOST_ERRORS)
            .toList();
    Response answer =
        Problems.answer(
            status(failure.kind()),
            failure.type(),
            failure.title(),
            failure.getMessage(),
            uriInfo,
            errors);
    if (!failure.reservationIds().isEmpty()) {
      ((Problem) answer.getEntity()).setReservationIds(failure.reservationIds());
    }
    return PASSING.contains(failure.kind())
        ? Response.fromResponse(answer)
            .header(HttpHeaders.RETRY_AFTER, seconds(failure.retryAfter()))
            .build()
        : answer;
  }

  /** The header has no fractions; whoever comes too early has waited in vain. */
  private static long seconds(Duration duration) {
    return Math.min(duration.plusNanos(999_999_999).toSeconds(), LONGEST_WAIT_SECONDS);
  }

  private static int status(Failure.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case REFUSED -> 422;
      case TOO_MANY -> 429;
      case UNAVAILABLE -> 503;
    };
  }
}
