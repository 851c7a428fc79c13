package io.motorpool.gateway;

/** The gateway does not pass a request on, and says why. */
final class Refusal extends RuntimeException {

  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.title(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
