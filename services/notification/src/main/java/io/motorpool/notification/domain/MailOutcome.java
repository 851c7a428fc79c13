package io.motorpool.notification.domain;

/** What has become of an attempt to send a mail; told once that is stored. */
public enum MailOutcome {
  /** The mail server has taken it. */
  SENT,
  /** It will be tried again. */
  POSTPONED,
  /** It will not be sent. */
  GIVEN_UP
}
