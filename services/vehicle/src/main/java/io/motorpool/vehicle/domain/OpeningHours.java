package io.motorpool.vehicle.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * When a branch is open on one day of the week, by the clock on its wall.
 *
 * @param dayOfWeek the day
 * @param opensAt the first moment somebody is served
 * @param closesAt the last moment somebody is served, after {@code opensAt}
 */
@Embeddable
public record OpeningHours(
    @Enumerated(EnumType.STRING) @Column(name = "day_of_week") DayOfWeek dayOfWeek,
    // As it is: by default it would be read as a moment and shifted between time zones.
    @JdbcTypeCode(SqlTypes.LOCAL_TIME) @Column(name = "opens_at") LocalTime opensAt,
    @JdbcTypeCode(SqlTypes.LOCAL_TIME) @Column(name = "closes_at") LocalTime closesAt) {

  /**
   * @throws OpeningHoursInvalid if it closes before it opens
   */
  public OpeningHours {
    if (!closesAt.isAfter(opensAt)) {
      throw OpeningHoursInvalid.closesBeforeItOpens(dayOfWeek);
    }
  }

  /** Whether somebody who comes then, by the branch's clock, is served. */
  boolean cover(LocalDateTime then) {
    return then.getDayOfWeek() == dayOfWeek
        && !then.toLocalTime().isBefore(opensAt)
        && !then.toLocalTime().isAfter(closesAt);
  }
}
