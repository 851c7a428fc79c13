package io.motorpool.platform.api;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a resource as its entity tag (RFC 9110, 8.8.3): {@code "7"}. */
public final class EntityTags {

  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  private EntityTags() {}

  /** The entity tag of a version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that the caller may name, for actions that the state guards anyway.
   *
   * @param ifMatch the If-Match header, or null if there was none
   * @return the version; empty if the caller does not care
   * @throws InvalidParameter if the header is no entity tag of ours
   */
  public static OptionalLong optional(String ifMatch) {
    return parse(ifMatch);
  }

  /**
   * The version that the caller must name.
   *
   * @throws PreconditionRequired if there is no If-Match header, or one that matches anything
   * @throws InvalidParameter if the header is no entity tag of ours
   */
  public static long required(String ifMatch) {
    return parse(ifMatch).orElseThrow(PreconditionRequired::new);
  }

  private static OptionalLong parse(String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.equals("*")) {
      return OptionalLong.empty();
    }
    Matcher matcher = VERSION.matcher(ifMatch.strip());
    if (!matcher.matches()) {
      throw new InvalidParameter("If-Match", "must be the ETag of the resource, as in \"3\"");
    }
    return OptionalLong.of(Long.parseLong(matcher.group(1)));
  }
}
