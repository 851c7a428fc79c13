package io.motorpool.analytics.domain;

import java.util.Comparator;
import java.util.UUID;

/**
 * A vehicle class at a branch, in the order of the class and then of the branch's id as it is
 * written.
 *
 * @param vehicleClass the ACRISS code
 * @param branchId the branch
 */
public record ClassAtBranch(String vehicleClass, UUID branchId)
    implements Comparable<ClassAtBranch> {

  private static final Comparator<ClassAtBranch> ORDER =
      Comparator.comparing(ClassAtBranch::vehicleClass)
          .thenComparing(place -> place.branchId().toString());

  @Override
  public int compareTo(ClassAtBranch other) {
    return ORDER.compare(this, other);
  }
}
