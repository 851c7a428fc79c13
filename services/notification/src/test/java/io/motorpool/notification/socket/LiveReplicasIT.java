package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.Snapshots;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas that share the queue's events: a client hears them all on either. */
class LiveReplicasIT {

  private static final int CUSTOMERS = 5;
  private static final int EVENTS = 200;

  private static NotificationUnderTest service;
  private static SecondReplica second;

  @BeforeAll
  static void start(@TempDir Path folder) {
    service = NotificationUnderTest.start(Map.of());
    second = SecondReplica.start(folder.resolve("second.log"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (second != null) {
      second.close();
    }
    service.close();
  }

  @AfterEach
  void leave() {
    Listening.leave();
  }

  @Test
  void aClientHearsEachEventOnceWhicheverReplicaItIsOn() {
    List<UUID> customers = customers();
    List<Listening> here = new ArrayList<>();
    List<Listening> there = new ArrayList<>();
    for (UUID customer : customers) {
      here.add(Listening.to(service.address("ws", topic(customer))));
      there.add(Listening.to(second.address(topic(customer))));
    }

    publish(customers);

    for (int i = 0; i < CUSTOMERS; i++) {
      here.get(i).awaitHeard(EVENTS);
      there.get(i).awaitHeard(EVENTS);
      assertThat(here.get(i).sequences()).isEqualTo(all());
      assertThat(there.get(i).sequences()).isEqualTo(all());
      assertThat(here.get(i).heard()).isEqualTo(there.get(i).heard()).doesNotHaveDuplicates();
    }
    assertThat(service.parked()).isZero();
  }

  @Test
  void aClientThatIsCutAgainAndAgainMissesNothingAndHearsNothingTwice() throws Exception {
    UUID customer = UUID.randomUUID();
    Thread publisher = Thread.ofVirtual().start(() -> publish(List.of(customer)));
    Random random = new Random(4711);
    List<Long> heard = new ArrayList<>();
    while (heard.size() < EVENTS) {
      String after = topic(customer) + "?after=" + heard.size();
      URI address = random.nextBoolean() ? service.address("ws", after) : second.address(after);
      Listening listening = Listening.to(address);
      listening.awaitHeard(1 + random.nextInt(Math.min(30, EVENTS - heard.size())));
      listening.socket().abort();
      // Cut in the middle: what came is a beginning of what was to come.
      heard.addAll(listening.sequences());
    }
    publisher.join();

    assertThat(heard).isEqualTo(all());
  }

  private static List<UUID> customers() {
    List<UUID> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(UUID.randomUUID());
    }
    return customers;
  }

  private static void publish(List<UUID> customers) {
    List<ReservationSnapshot> reservations =
        customers.stream().map(Snapshots::reservation).toList();
    for (int i = 0; i < EVENTS; i++) {
      for (ReservationSnapshot reservation : reservations) {
        service.publish("reservation.cancelled", reservation.cancellationReason("No " + i));
      }
    }
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, EVENTS).boxed().toList();
  }

  private static String topic(UUID customer) {
    return "/topic/reservations/" + customer;
  }
}
