package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** A request names a branch that there is not. */
public final class BranchUnknown extends Failure {

  private BranchUnknown(UUID id, String pointer) {
    super(
        Kind.REFUSED,
        "branch-unknown",
        "The branch is not known",
        "No branch %s.".formatted(id),
        pointer,
        null);
  }

  static BranchUnknown inBody(UUID id) {
    return at(id, "/branchId");
  }

  static BranchUnknown at(UUID id, String pointer) {
    return new BranchUnknown(id, pointer);
  }

  static BranchUnknown inQuery(UUID id) {
    return new BranchUnknown(id, null);
  }
}
