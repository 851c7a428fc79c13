package io.motorpool.reservation.domain;

/** By whom something is asked for. */
public enum Channel {
  /** By the customer alone, who is held to {@link CustomerLimits}. */
  SELF_SERVICE,
  /** By the staff, who know whom they deal with. */
  DESK
}
