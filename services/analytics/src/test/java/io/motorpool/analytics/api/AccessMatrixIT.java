package io.motorpool.analytics.api;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import java.util.UUID;

/** Who may see the figures, of which none is a customer's. */
class AccessMatrixIT extends AccessMatrix {

  private static final UUID SOMEBODY = UUID.randomUUID();

  AccessMatrixIT() {
    super(Database.ANALYTICS);
  }

  @Override
  protected UUID owner() {
    return SOMEBODY;
  }
}
