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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
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
      live.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
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

  @Test
  void aListenerMayTakeLongerThanALineMayBeSilent() throws Exception {
    StubTopic.Script events =
        peer -> {
          peer.accept();
          peer.event(1, "reservation.created");
          // So that the next comes to a thread of the client's own, beside which others have time.
          pause(Duration.ofMillis(300));
          peer.event(2, "reservation.confirmed");
          peer.event(3, "invoice.issued");
          peer.awaitEnd();
        };
    List<Integer> connections = new CopyOnWriteArrayList<>();
    try (StubTopic topic = new StubTopic(events, events, events);
        LiveEvents live =
            client(topic, Duration.ofSeconds(1))
                .follow(
                    CUSTOMER,
                    0,
                    event -> {
                      if (event.sequence() == 2) {
                        connections.add(topic.targets().size());
                        pause(Duration.ofSeconds(3));
                        connections.add(topic.targets().size());
                      }
                      told.add(event);
                    })) {
      assertThat(take(3)).extracting(LiveEvent::sequence).containsExactly(1L, 2L, 3L);
      assertThat(connections).as("before and after the slow one").hasSize(2);
      assertThat(connections.get(1)).isEqualTo(connections.get(0));
      assertThat(told.poll(500, TimeUnit.MILLISECONDS)).isNull();
      assertThat(live.ended().toCompletableFuture()).isNotDone();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventIsToldToItsEndBeforeAnotherConnectionIsMade(Ending ending) throws Exception {
    CountDownLatch telling = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    List<Integer> others = new CopyOnWriteArrayList<>();
    try (StubTopic topic =
            new StubTopic(
                peer -> {
                  peer.accept();
                  peer.event(1, "reservation.created");
                  await(telling);
                  ending.script.run(peer);
                },
                peer -> {
                  peer.accept();
                  peer.event(2, "reservation.confirmed");
                  peer.awaitEnd();
                });
        LiveEvents live =
            client(topic)
                .follow(
                    CUSTOMER,
                    0,
                    event -> {
                      others.add(atOnce.getAndIncrement());
                      telling.countDown();
                      if (event.sequence() == 1) {
                        pause(Duration.ofMillis(500));
                      }
                      atOnce.decrementAndGet();
                      told.add(event);
                    })) {
      assertThat(take(2)).extracting(LiveEvent::sequence).containsExactly(1L, 2L);
      assertThat(others).containsExactly(0, 0);
      assertThat(topic.targets()).startsWith(TOPIC + "?after=0", TOPIC + "?after=1");
      assertThat(live.ended().toCompletableFuture()).isNotDone();
    }
  }

  /** How the other side may end a connection. */
  private enum Ending {
    CLOSED(peer -> peer.closing(1001)),
    CUT(peer -> {}),
    RESET(StubTopic.Peer::reset);

    private final StubTopic.Script script;

    Ending(StubTopic.Script script) {
      this.script = script;
    }
  }

  private static Motorpool client(StubTopic topic) {
    return client(topic, Duration.ofSeconds(5));
  }

  private static Motorpool client(StubTopic topic, Duration silenceLimit) {
    int[] asked = {0};
    return Motorpool.at(topic.address())
        .silenceLimit(silenceLimit)
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
    await(anyTold);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void end(LiveEvents live)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    live.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private List<LiveEvent> take(int count) throws InterruptedException, IOException {
    List<LiveEvent> taken = new ArrayList<>();
    while (taken.size() < count) {
      LiveEvent event = told.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("event %d of %d", taken.size() + 1, count).isNotNull();
      taken.add(event);
    }
    return taken;
  }
}
