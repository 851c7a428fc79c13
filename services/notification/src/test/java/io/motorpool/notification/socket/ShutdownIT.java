package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.notification.NotificationUnderTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownIT {

  @Test
  void whoeverIsConnectedWhenTheServiceStopsIsToldSo() {
    NotificationUnderTest service =
        NotificationUnderTest.start(Map.of("motorpool.socket.goodbye", "PT20S"));
    Listening one = Listening.to(service.address("ws", "/topic/reservations/" + UUID.randomUUID()));
    Listening two = Listening.to(service.address("ws", "/topic/invoices/" + UUID.randomUUID()));

    service.close();

    assertThat(one.awaitClose()).isEqualTo(1001);
    assertThat(one.closeReason()).startsWith("The service stops");
    assertThat(two.awaitClose()).isEqualTo(1001);
  }

  @Test
  void isNoLongerReadyWhileItStillServes() {
    NotificationUnderTest service =
        NotificationUnderTest.start(Map.of("motorpool.stop.drain", "PT15S"));
    String notifications = "/notifications?customerId=" + UUID.randomUUID();
    assertThat(service.get("/health/ready").status()).isEqualTo(200);

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> service.get("/health/ready").status() == 503);

    assertThat(service.get(notifications).status()).isEqualTo(200);
    stopping.join();
  }
}
