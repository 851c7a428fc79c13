package io.motorpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.client.event.ReservationSnapshot;
import io.motorpool.client.model.ReservationStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LiveEventsTest {

  private static final UUID CUSTOMER = UUID.fromString("0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a");
  private static final String TOPIC = "/topic/reservations/" + CUSTOMER;

  private final BlockingQueue<LiveEvent> told = new LinkedBlockingQueue<>();
  private final CountDownLatch anyTold = new CountDownLatch(1);

  @Test
  void aLostConnectionIsMadeAnewAfterTheLastEventThatWasTold() throws Exception {
    try (StubTopic topic =
            new StubTopic(
                peer -> {
                  peer.accept();
                  peer.event(5, "reservation.created");
                  awaitTold();
                },
                peer -> peer.refuse(503),
                peer -> {
                  peer.accept();
                  // The server would not repeat one; whoever did would not be heard.
                  peer.event(5, "reservation.created");
                  peer.event(6, "invoice.issued");
                  peer.closing(1001);
                },
                peer -> {
                  peer.accept();
                  peer.event(7, "reservation.confirmed");
                  peer.awaitEnd();
                });
        LiveEvents live = client(topic).follow(CUSTOMER, 4, this::tell)) {

      assertThat(take(3)).extracting(LiveEvent::sequence).containsExactly(5L, 6L, 7L);
      assertThat(topic.targets())
          .containsExactly(
              TOPIC + "?after=4", TOPIC + "?after=5", TOPIC + "?after=5", TOPIC + "?after=6");
      assertThat(topic.authorizations())
          .containsExactly("Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4");
      live.close();
      live.ended().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void anEventHasTheStateOfItsSubject() throws Exception {
    try (StubTopic topic =
            new StubTopic(
                peer -> {
                  peer.accept();
                  peer.event(1, "reservation.confirmed");
                  peer.awaitEnd();
                });
        LiveEvents live = client(topic).follow(CUSTOMER, 0, told::add)) {
      LiveEvent event = take(1).get(0);
      assertThat(event.type()).isEqualTo("reservation.confirmed");
      assertThat(event.reservation())
          .map(ReservationSnapshot::getStatus)
          .hasValue(ReservationStatus.CONFIRMED);
      assertThat(event.invoice()).isEmpty();
      assertThat(live.ended().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void aRefusalIsTheEnd() throws Exception {
    try (StubTopic topic = new StubTopic(peer -> peer.refuse(401));
        LiveEvents live = client(topic).follow(CUSTOMER, 0, told::add)) {
      assertThatThrownBy(() -> end(live))
          .hasCauseInstanceOf(NoAnswerException.class)
          .hasMessageContaining("401");
    }
  }

  @Test
  void aTokenThatHasExpiredIsReplaced() throws Exception {
    try (StubTopic topic =
            new StubTopic(
                peer -> {
                  peer.accept();
                  peer.event(1, "reservation.created");
                  peer.closing(1008);
                },
                peer -> {
                  peer.accept();
                  peer.event(2, "reservation.confirmed");
                  peer.awaitEnd();
                });
        LiveEvents live = client(topic).follow(CUSTOMER, 0, told::add)) {
      assertThat(take(2)).extracting(LiveEvent::sequence).containsExactly(1L, 2L);
      assertThat(live.sequence()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aListenerThatFailsIsTheEndAndItsEventIsNotTaken() throws Exception {
    try (StubTopic topic =
            new StubTopic(
                peer -> {
                  peer.accept();
                  peer.event(1, "reservation.created");
                  peer.event(2, "reservation.confirmed");
                  peer.awaitEnd();
                });
        LiveEvents live =
            client(topic)
                .follow(
                    CUSTOMER,
                    0,
                    event -> {
                      if (event.sequence() == 2) {
                        throw new IllegalStateException("full");
                      }
                    })) {
      assertThatThrownBy(() -> end(live)).hasRootCauseMessage("full");
      assertThat(live.sequence()).isEqualTo(1);
    }
  }

  @Test
  void beginsWhereTheCustomersEventsEnd() throws Exception {
    try (StubGateway gateway =
            StubGateway.answering(StubGateway.Reply.json("{\"items\": [{\"sequence\": 41}]}"));
        LiveEvents live = Motorpool.at(gateway.address()).build().follow(CUSTOMER, told::add)) {
      assertThat(live.sequence()).isEqualTo(41);
      assertThat(gateway.requests().get(0).target())
          .isEqualTo("/notifications?customerId=" + CUSTOMER + "&limit=1");
    }
  }

  private static Motorpool client(StubTopic topic) {
    int[] asked = {0};
    return Motorpool.at(topic.address())
        .silenceLimit(Duration.ofSeconds(1))
        .token(() -> String.valueOf(++asked[0]))
        .retryPolicy(
            new RetryPolicy(4, Duration.ofMillis(2), Duration.ofMillis(4), Duration.ofSeconds(5)))
        .build();
  }

  private void tell(LiveEvent event) {
    told.add(event);
    anyTold.countDown();
  }

  /** What is cut off before it is read comes with the next connection; that is not asked here. */
  private void awaitTold() throws IOException {
    try {
      assertThat(anyTold.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void end(LiveEvents live)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    live.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private List<LiveEvent> take(int count) throws InterruptedException, IOException {
    List<LiveEvent> taken = new ArrayList<>();
    while (taken.size() < count) {
      LiveEvent event = told.poll(10, TimeUnit.SECONDS);
      assertThat(event).as("event %d of %d", taken.size() + 1, count).isNotNull();
      taken.add(event);
    }
    return taken;
  }
}
