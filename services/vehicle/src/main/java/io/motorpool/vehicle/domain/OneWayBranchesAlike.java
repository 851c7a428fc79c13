package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;

/** A one-way fee from a branch to itself. */
public final class OneWayBranchesAlike extends Failure {

  private OneWayBranchesAlike(String detail, String pointer) {
    super(Kind.REFUSED, "one-way-branches-alike", "A return where it was picked up is not one-way", detail, pointer, null);
  }

  static OneWayBranchesAlike at(String code) {
    return new OneWayBranchesAlike("Both branches are %s.".formatted(code), "/toBranchId");
  }
}
