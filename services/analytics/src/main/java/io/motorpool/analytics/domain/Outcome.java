package io.motorpool.analytics.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of some reservations.
 *
 * @param reservations how many there are
 * @param cancelled how many of them are cancelled
 * @param noShow how many of them were not picked up
 * @param expired how many of them were not confirmed in time
 * @param averageLead the mean time from the booking to the agreed pick-up, or empty if there are
 *     none
 * @param medianLead the time from the booking to the agreed pick-up that half of them do not
 *     exceed, or empty if there are none
 * @param averageRental the mean length of those that came, or may still come, to a rental, or empty
 *     if there are none
 */
public record Outcome(
    long reservations,
    long cancelled,
    long noShow,
    long expired,
    Optional<Duration> averageLead,
    Optional<Duration> medianLead,
    Optional<Duration> averageRental) {}
