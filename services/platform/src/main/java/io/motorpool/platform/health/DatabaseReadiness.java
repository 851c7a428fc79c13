package io.motorpool.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service without its database can answer nothing: it is not ready. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

  private static final int SECONDS = 1;

  private final DataSource dataSource;

  /** For the container, which makes the client proxy with it. */
  protected DatabaseReadiness() {
    this(null);
  }

  /**
   * @param dataSource the service's own database
   */
  @Inject
  public DatabaseReadiness(@Named("motorpool") DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public HealthCheckResponse call() {
    boolean answers;
    try (Connection connection = dataSource.getConnection()) {
      answers = connection.isValid(SECONDS);
    } catch (SQLException | RuntimeException e) {
      // A pool that has never reached its database throws the latter.
      answers = false;
    }
    return HealthCheckResponse.named("database").status(answers).build();
  }
}
