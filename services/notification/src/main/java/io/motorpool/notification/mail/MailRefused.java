package io.motorpool.notification.mail;

/** The mail will never be taken, however often it is tried. */
final class MailRefused extends Exception {

  MailRefused(String why, Throwable cause) {
    super(why, cause);
  }
}
