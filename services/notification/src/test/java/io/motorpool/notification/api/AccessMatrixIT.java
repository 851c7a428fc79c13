package io.motorpool.notification.api;

import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import io.motorpool.testing.Events;
import io.motorpool.testing.Snapshots;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** Who may see what customers were told. */
class AccessMatrixIT extends AccessMatrix {

  private static final UUID CUSTOMER = UUID.randomUUID();

  private String notification;

  AccessMatrixIT() {
    super(Database.NOTIFICATION);
  }

  @BeforeAll
  void tellSomething() {
    try (Events events = service().events()) {
      service()
          .awaitHandled(events.publish("reservation.created", Snapshots.reservation(CUSTOMER)));
    }
    notification =
        http().get("/notifications?customerId=" + CUSTOMER).json().at("/items/0/id").textValue();
  }

  @Override
  protected UUID owner() {
    return CUSTOMER;
  }

  @Override
  protected Map<String, String> owned() {
    return Map.of("notificationId", notification);
  }
}
