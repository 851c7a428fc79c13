package io.motorpool.client;

import io.motorpool.client.model.Problem;
import io.motorpool.client.model.ProblemError;
import java.util.List;
import java.util.Optional;

/**
 * The call was answered with a problem (RFC 9457). Programs decide by {@link #type()}, which is
 * stable; the words are for people.
 */
public final class ProblemException extends MotorpoolException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String requestId;

  /**
   * Made by the client.
   *
   * @param request the method and the path
   * @param problem what was answered
   * @param requestId the request's id in the logs of the gateway, or null
   */
  public ProblemException(String request, Problem problem, String requestId) {
    super(describe(request, problem), null);
    this.problem = problem;
    this.requestId = requestId;
  }

  /**
   * The whole problem.
   *
   * @return what was answered
   */
  public Problem problem() {
    return problem;
  }

  /**
   * The kind of problem.
   *
   * @return a URN such as {@code urn:motorpool:problem:vehicle-already-reserved}; {@code
   *     about:blank} where the answer came from something that knows no problems, a proxy say
   */
  public String type() {
    return problem.getType();
  }

  /**
   * Whether it is of a kind.
   *
   * @param name the last part of the type, such as {@code vehicle-already-reserved}
   * @return whether the type ends with it
   */
  public boolean is(String name) {
    return type().equals("urn:motorpool:problem:" + name);
  }

  /**
   * The kind of problem in words.
   *
   * @return the title
   */
  public String title() {
    return problem.getTitle();
  }

  /**
   * The HTTP status.
   *
   * @return 400 to 599
   */
  public int status() {
    return problem.getStatus();
  }

  /**
   * What went wrong this time.
   *
   * @return words for a person, if there are any
   */
  public Optional<String> detail() {
    return Optional.ofNullable(problem.getDetail());
  }

  /**
   * The places in the request that are wrong.
   *
   * @return empty where none can be named
   */
  public List<ProblemError> errors() {
    return problem.getErrors() == null ? List.of() : List.copyOf(problem.getErrors());
  }

  /**
   * The id that the logs have of the request; whoever asks for help names it.
   *
   * @return the id, if the answer had one
   */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  private static String describe(String request, Problem problem) {
    StringBuilder text = new StringBuilder(request);
    text.append(": ").append(problem.getStatus()).append(' ').append(problem.getTitle());
    if (problem.getDetail() != null) {
      text.append(": ").append(problem.getDetail());
    }
    if (problem.getErrors() != null) {
      for (ProblemError error : problem.getErrors()) {
        String place = error.getPointer() == null ? error.getParameter() : error.getPointer();
        text.append(place == null ? "; " : "; " + place + " ").append(error.getDetail());
      }
    }
    return text.toString();
  }
}
