package io.motorpool.platform.identity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token of an {@code Authorization} header (RFC 6750, section 2.1). */
public final class BearerToken {

  private static final Pattern HEADER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

  private BearerToken() {}

  /**
   * Finds the token.
   *
   * @param headers the values of the header, or null if there is none
   * @return empty without such a header, or with one of another scheme
   * @throws Unauthorized if there is more than one
   */
  public static Optional<String> of(List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      return Optional.empty();
    }
    if (headers.size() > 1) {
      throw Unauthorized.notBelieved(null);
    }
    Matcher header = HEADER.matcher(headers.getFirst());
    return header.matches() ? Optional.of(header.group(1)) : Optional.empty();
  }
}
