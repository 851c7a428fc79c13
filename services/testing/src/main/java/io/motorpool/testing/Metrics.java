package io.motorpool.testing;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service shows at {@code /metrics}. */
public final class Metrics {

  private final Http service;

  /**
   * @param service the service's HTTP interface
   */
  public Metrics(Http service) {
    this.service = service;
  }

  /**
   * A metric's value now.
   *
   * @param name as Prometheus reads it, for example {@code motorpool_events_consumed_total}
   */
  public OptionalDouble find(String name) {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{[^}]*\\})? (\\S+)$")
            .matcher(service.get("/metrics").body());
    return line.find()
        ? OptionalDouble.of(Double.parseDouble(line.group(1)))
        : OptionalDouble.empty();
  }

  /**
   * A metric's value now.
   *
   * @throws java.util.NoSuchElementException if it is not shown
   */
  public double value(String name) {
    return find(name).orElseThrow();
  }
}
