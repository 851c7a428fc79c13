package io.motorpool.platform.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments as the contracts show them: in UTC. */
public final class Times {

  private Times() {}

  /** The moment as the contracts have it. */
  public static OffsetDateTime toModel(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
