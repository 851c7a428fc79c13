package io.motorpool.gateway;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who asks, by a token that was verified.
 *
 * @param subject the issuer's name for the caller
 * @param roles the caller's roles
 * @param expiresAt the end of the token
 */
record Caller(String subject, Set<String> roles, Instant expiresAt) {

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * Roles and subject for the log. A subject that is no plain id may be an address of somebody, or
   * an attempt to write lines of the log, and is left out.
   */
  String forTheLog() {
    return String.join(",", new TreeSet<>(roles))
        + " "
        + (SANE.matcher(subject).matches() ? subject : "-");
  }
}
