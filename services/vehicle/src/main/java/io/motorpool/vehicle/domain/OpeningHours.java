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
 * @param closesAt the last moment somebody is served, after {@code opensAt}; 23:59, the last time
 *     that can be said, is the end of the day
 */
@Embeddable
public record OpeningHours(
    @Enumerated(EnumType.STRING) @Column(name = "day_of_week") DayOfWeek dayOfWeek,
    // As it is: by default it would be read as a moment and shifted between time zones.
    @JdbcTypeCode(SqlTypes.LOCAL_TIME) @Column(name = "opens_at") LocalTime opensAt,
    @JdbcTypeCode(SqlTypes.LOCAL_TIME) @Column(name = "closes_at") LocalTime closesAt) {

  private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

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
        && (closesAt.equals(LAST_MINUTE) || !then.toLocalTime().isAfter(closesAt));
  }
}
