package io.motorpool.platform.health;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The first to know when a service stops: it is no longer ready then, and goes on serving for as
 * long as whoever distributes the requests needs to see it. After that WebSockets are closed, the
 * server takes no more requests and lets the running ones end, and the consumers and the relay
 * stop.
 */
@Readiness
@ApplicationScoped
public class Stopping implements HealthCheck {

  private static final System.Logger LOG = System.getLogger(Stopping.class.getName());

  /** Before everything else that ends with the service. */
  private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 200;

  private final Duration drain;
  private volatile boolean stopping;

  /** For the container, which makes the client proxy with it. */
  protected Stopping() {
    this(Duration.ZERO);
  }

  /**
   * @param drain how long to go on serving without being ready; zero where nobody chooses between
   *     replicas
   */
  @Inject
  public Stopping(@ConfigProperty(name = "motorpool.stop.drain") Duration drain) {
    this.drain = drain;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("running").status(!stopping).build();
  }

  void stop(@Observes @Priority(FIRST) @BeforeDestroyed(ApplicationScoped.class) Object event)
      throws InterruptedException {
    stopping = true;
    if (drain.isPositive()) {
      LOG.log(System.Logger.Level.INFO, "Stopping: not ready any more, serving for {0} on", drain);
      Thread.sleep(drain);
    }
  }
}
