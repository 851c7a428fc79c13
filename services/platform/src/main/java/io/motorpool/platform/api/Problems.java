package io.motorpool.platform.api;

import io.motorpool.contracts.common.model.Problem;
import io.motorpool.contracts.common.model.ProblemError;
import io.motorpool.platform.failure.LineError;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Answers for what went wrong: RFC 9457 problem details, {@code application/problem+json}. */
final class Problems {

  static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");
  private static final String TYPE_PREFIX = "urn:motorpool:problem:";

  private Problems() {}

  /**
   * @param status the HTTP status
   * @param type the problem's stable name in kebab case
   * @param title the problem in one sentence, the same each time
   * @param detail what happened this time
   * @param uriInfo the request, or null when it is not known
   * @param errors what is wrong with the input, by place; empty when it is not about the input
   */
  static Response answer(
      int status,
      String type,
      String title,
      String detail,
      UriInfo uriInfo,
      List<ProblemError> errors) {
    return Response.status(status)
        .type(PROBLEM_JSON)
        .entity(
            problem(
                status,
                type,
                title,
                detail,
                uriInfo == null ? null : uriInfo.getRequestUri().getRawPath(),
                errors))
        .build();
  }

  static Problem problem(
      int status,
      String type,
      String title,
      String detail,
      String instance,
      List<ProblemError> errors) {
    Problem problem = new Problem();
    problem.setType(TYPE_PREFIX + type);
    problem.setTitle(title);
    problem.setStatus(status);
    problem.setDetail(detail);
    problem.setInstance(instance);
    problem.setErrors(errors.isEmpty() ? null : errors);
    return problem;
  }

  static Response invalidInput(UriInfo uriInfo, List<ProblemError> errors) {
    return answer(
        400,
        "invalid-request",
        "Invalid request",
        errors.size() == 1
            ? "One value is missing or not as the contract has it."
            : errors.size() + " values are missing or not as the contract has them.",
        uriInfo,
        errors);
  }

  /**
   * One thing wrong with the body, at a JSON pointer ({@code ""} is the whole body); told as a URI
   * fragment, as RFC 9457 has it.
   */
  static ProblemError inBody(String pointer, String detail) {
    ProblemError error = new ProblemError();
    error.setPointer("#" + pointer);
    error.setDetail(detail);
    return error;
  }

  /** One thing wrong with a body in lines. */
  static ProblemError inLine(LineError line) {
    ProblemError error = new ProblemError();
    error.setLine(line.line());
    error.setColumn(line.column().orElse(null));
    error.setDetail(line.detail());
    return error;
  }

  /** One thing wrong with a path, query or header parameter. */
  static ProblemError inParameter(String name, String detail) {
    ProblemError error = new ProblemError();
    error.setParameter(name);
    error.setDetail(detail);
    return error;
  }
}
