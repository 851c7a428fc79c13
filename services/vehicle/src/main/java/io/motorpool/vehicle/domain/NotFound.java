package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.Failure;
import java.util.UUID;

/** Nothing in the fleet is known under this id. */
public final class NotFound extends Failure {

  private NotFound(String detail) {
    super(Kind.NOT_FOUND, "not-found", "There is no such resource", detail);
  }

  static NotFound branch(UUID id) {
    return new NotFound("No branch %s.".formatted(id));
  }

  static NotFound vehicleClass(String code) {
    return new NotFound("No vehicle class %s.".formatted(code));
  }

  static NotFound vehicle(UUID id) {
    return new NotFound("No vehicle %s.".formatted(id));
  }

  static NotFound classRate(String code, UUID id) {
    return new NotFound("No rate %s of vehicle class %s.".formatted(id, code));
  }

  static NotFound season(UUID id) {
    return new NotFound("No season %s.".formatted(id));
  }

  static NotFound oneWayFee(UUID id) {
    return new NotFound("No one-way fee %s.".formatted(id));
  }

  static NotFound maintenanceWindow(UUID vehicleId, UUID id) {
    return new NotFound("No maintenance window %s of vehicle %s.".formatted(id, vehicleId));
  }

  static NotFound extra(String code) {
    return new NotFound("No extra %s.".formatted(code));
  }
}
