package io.motorpool.platform.tracing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a trace, as the {@code traceparent} header has it (W3C Trace Context, level 1, section
 * 3.2).
 *
 * @param traceId what everything that belongs together shares, 32 hexadecimal digits
 * @param parentId who is calling, 16 hexadecimal digits
 * @param flags the caller's flags, 2 hexadecimal digits
 */
public record TraceParent(String traceId, String parentId, String flags) {

  /** The name of the header, and of the attribute of a CloudEvent. */
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<TraceParent> CURRENT = new ThreadLocal<>();

  /** The trace to continue; a new one if the text is no {@code traceparent}, or null. */
  public static TraceParent continuing(String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      return new TraceParent(randomHex(16), randomHex(8), "00");
    }
    String[] parts = text.split("-");
    return new TraceParent(parts[1], parts[2], parts[3]);
  }

  /** The place the present thread is at, if it works for a traced request or event. */
  public static Optional<TraceParent> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Sets the place of the present thread, until {@link #leave}. */
  public static void enter(TraceParent place) {
    CURRENT.set(place);
  }

  /** The present thread works for nobody in particular again. */
  public static void leave() {
    CURRENT.remove();
  }

  /** The same trace with a new parent: this service, on its way to the next. */
  public TraceParent next() {
    return new TraceParent(traceId, randomHex(8), flags);
  }

  /** As the header has it. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }

  private static String randomHex(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
