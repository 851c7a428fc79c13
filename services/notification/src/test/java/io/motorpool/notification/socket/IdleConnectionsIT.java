package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.Snapshots;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where the server cuts connections that nothing is heard of. */
class IdleConnectionsIT {

  private static NotificationUnderTest service;

  private final UUID customer = UUID.randomUUID();

  @BeforeAll
  static void start() {
    service =
        NotificationUnderTest.start(
            Map.of(
                "motorpool.socket.ping-interval", "PT5S",
                "server.idle-connection-timeout", "PT18S",
                "server.idle-connection-period", "PT1S"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void leave() {
    Listening.leave();
  }

  @Test
  void aClientThatOnlyListensStaysConnected() {
    URI topic = service.address("ws", "/topic/reservations/" + customer);
    Listening listening = Listening.to(topic);
    // Longer than the server waits for a sign of life.
    listening.awaitPings(5);
    String created = service.publish("reservation.created", Snapshots.reservation(customer));

    listening.awaitHeard(1);
    assertThat(listening.heard()).containsExactly(created);
    assertThat(listening.isOpen()).isTrue();
  }
}
