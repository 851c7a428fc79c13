package io.motorpool.platform.messaging.connector;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the connector stands with the broker, for health checks. It has a link (one connection) for
 * what the service consumes and one for what it publishes, and neither where there is no such
 * channel.
 */
@ApplicationScoped
public class ConnectorState {

  /** How a link stands, from best to worst. */
  public enum Status {
    /** Connected, and every channel of the link consumes or can publish. */
    CONNECTED,
    /** Not, or not wholly, connected; the connector keeps trying. */
    CONNECTING,
    /** Closed for good, because the service stops. */
    STOPPED
  }

  /**
   * One link.
   *
   * @param name {@code consume} or {@code publish}
   * @param status how it stands
   * @param since when it came to stand so
   * @param lastError why it was last interrupted, without credentials; kept after it has recovered
   */
  public record Link(String name, Status status, Instant since, Optional<String> lastError) {}

  private final Map<String, Link> links = new ConcurrentHashMap<>();

  /** Every link of this service; none if it has no channels. */
  public Collection<Link> links() {
    return links.values().stream().sorted(Comparator.comparing(Link::name)).toList();
  }

  /** Whether every link is connected; true for a service without channels. */
  public boolean connected() {
    return links.values().stream().allMatch(link -> link.status() == Status.CONNECTED);
  }

  /** The worst status of the links, CONNECTED if there is none. */
  public Status status() {
    return links.values().stream()
        .map(Link::status)
        .max(Comparator.naturalOrder())
        .orElse(Status.CONNECTED);
  }

  /** Since when the worst link has had its status; empty if there is none. */
  public Optional<Instant> since() {
    Status worst = status();
    return links.values().stream()
        .filter(link -> link.status() == worst)
        .map(Link::since)
        .min(Comparator.naturalOrder());
  }

  /** Why the worst link is not connected, without credentials; empty if all are connected. */
  public Optional<String> lastError() {
    Status worst = status();
    return links.values().stream()
        .filter(link -> link.status() == worst && worst != Status.CONNECTED)
        .flatMap(link -> link.lastError().stream())
        .findFirst();
  }

  /** Records a status; an error that is null keeps the one before. */
  void report(String name, Status status, String error) {
    links.compute(
        name,
        (key, before) -> {
          boolean same = before != null && before.status() == status;
          Optional<String> lastError =
              error == null && before != null ? before.lastError() : Optional.ofNullable(error);
          return new Link(name, status, same ? before.since() : Instant.now(), lastError);
        });
  }
}
