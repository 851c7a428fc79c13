package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.notification.NotificationUnderTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShutdownIT {

  @Test
  void whoeverIsConnectedWhenTheServiceStopsIsToldSo() {
    NotificationUnderTest service = NotificationUnderTest.start(Map.of());
    Listening one = Listening.to(service.address("ws", "/topic/reservations/" + UUID.randomUUID()));
    Listening two = Listening.to(service.address("ws", "/topic/invoices/" + UUID.randomUUID()));

    service.close();

    assertThat(one.awaitClose()).isEqualTo(1001);
    assertThat(one.closeReason()).startsWith("The service stops");
    assertThat(two.awaitClose()).isEqualTo(1001);
  }
}
