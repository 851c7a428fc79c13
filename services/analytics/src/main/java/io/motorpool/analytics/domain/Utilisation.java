package io.motorpool.analytics.domain;

import java.time.Duration;

/**
 * How much of a fleet's time is booked.
 *
 * @param place the vehicle class and the branch
 * @param reservations how many reservations have booked time in the range
 * @param booked their time within the range
 * @param vehicles how many vehicles there are today
 * @param fleet the time of all these vehicles in the range
 */
public record Utilisation(
    ClassAtBranch place, long reservations, Duration booked, long vehicles, Duration fleet) {

  /** The booked time as a share of the fleet's. */
  public Share share() {
    return new Share(booked.toSeconds(), fleet.toSeconds());
  }
}
