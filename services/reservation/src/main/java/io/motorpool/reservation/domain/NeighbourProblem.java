package io.motorpool.reservation.domain;

import io.motorpool.contracts.common.model.Problem;
import io.motorpool.contracts.common.model.ProblemError;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads why a neighbour refuses out of its answer (RFC 9457). */
final class NeighbourProblem {

  private static final String PREFIX = "urn:motorpool:problem:";
  private static final String FRAGMENT = "#";

  private NeighbourProblem() {}

  /** The reason, or empty if the answer is none of our problems. */
  static Optional<NeighbourRefusal.Reason> read(Response response) {
    if (!isProblem(response)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(response.readEntity(Problem.class))
          .filter(problem -> Objects.requireNonNullElse(problem.getType(), "").startsWith(PREFIX))
          .map(NeighbourProblem::reason);
    } catch (ProcessingException e) {
      // It refuses all the same.
      return Optional.empty();
    }
  }

  private static boolean isProblem(Response response) {
    return response.hasEntity()
        && response.getMediaType() != null
        && response.getMediaType().getSubtype().equals("problem+json");
  }

  private static NeighbourRefusal.Reason reason(Problem problem) {
    String title = Objects.requireNonNullElse(problem.getTitle(), "Refused");
    return new NeighbourRefusal.Reason(
        problem.getType().substring(PREFIX.length()),
        title,
        Objects.requireNonNullElse(problem.getDetail(), title),
        Optional.ofNullable(problem.getErrors()).orElse(List.of()).stream()
            .map(ProblemError::getPointer)
            .filter(pointer -> pointer != null && pointer.startsWith(FRAGMENT))
            .map(pointer -> pointer.substring(FRAGMENT.length()))
            .findFirst());
  }
}
