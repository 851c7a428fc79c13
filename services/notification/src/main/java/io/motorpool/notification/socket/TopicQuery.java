package io.motorpool.notification.socket;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a handshake says in its query.
 *
 * @param after the place to go on after; empty for what is new from now on
 * @param ticket what to be let in by, where there is no token
 */
record TopicQuery(OptionalLong after, Optional<String> ticket) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:after=(?<after>[0-9]{1,18})(?:&(?=t)|$))?(?:ticket=(?<ticket>[A-Za-z0-9_-]{1,64}))?");
  private static final Pattern TICKET_FIRST = Pattern.compile("(ticket=[^&]*)&(after=[^&]*)");

  /**
   * Reads a query.
   *
   * @param query as it was sent, or null
   * @throws IllegalArgumentException if it says anything else
   */
  static TopicQuery of(String query) {
    String text = query == null ? "" : TICKET_FIRST.matcher(query).replaceFirst("$2&$1");
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The query is 'after' with the sequence of the last message received, digits only, and"
              + " 'ticket' with a ticket, or one of them, or nothing");
    }
    String after = matcher.group("after");
    return new TopicQuery(
        after == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(after)),
        Optional.ofNullable(matcher.group("ticket")));
  }

  /** Without the ticket, which is not for logs. */
  @Override
  public String toString() {
    return "TopicQuery after " + after;
  }
}
