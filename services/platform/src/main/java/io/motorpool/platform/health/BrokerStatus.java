package io.motorpool.platform.health;

import io.motorpool.platform.messaging.connector.ConnectorState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how the service stands with the broker, and is always up: requests are answered without it,
 * and events wait in the outbox and in the queues until it is back.
 */
@Readiness
@ApplicationScoped
public class BrokerStatus implements HealthCheck {

  private final ConnectorState state;

  /** For the container, which makes the client proxy with it. */
  protected BrokerStatus() {
    this(null);
  }

  /**
   * @param state what the connector says of itself
   */
  @Inject
  public BrokerStatus(ConnectorState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("broker").up();
    state
        .links()
        .forEach(
            link -> {
              response.withData(link.name(), link.status().name());
              response.withData(link.name() + "-since", link.since().toString());
            });
    return response.build();
  }
}
