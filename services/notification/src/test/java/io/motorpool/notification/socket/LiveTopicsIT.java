package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.Snapshots;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTopicsIT {

  /** How far the publisher may be ahead of the client that reads. */
  private static final int AHEAD = 25;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static NotificationUnderTest service;

  private final UUID customer = UUID.randomUUID();
  private final ReservationSnapshot reservation = Snapshots.reservation(customer);
  private final InvoiceSnapshot invoice = Snapshots.invoice(customer, reservation.getId());

  @BeforeAll
  static void start() {
    service = NotificationUnderTest.start(Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** No test counts the clients of another. */
  @AfterEach
  void leave() {
    Listening.leave();
    awaitConnected(0);
  }

  @Test
  void eachEventArrivesOnceOnItsTopicsAndNobodyElseHearsIt() {
    Listening reservations = Listening.to(topic("reservations", customer));
    Listening invoices = Listening.to(topic("invoices", customer));
    Listening another = Listening.to(topic("reservations", UUID.randomUUID()));

    String created = service.publish("reservation.created", reservation);
    String issued = service.publish("invoice.issued", invoice);
    String confirmed = service.publish("reservation.confirmed", reservation);
    String rejected =
        service.publish("invoice.rejected", Snapshots.rejected(customer, reservation.getId()));

    reservations.awaitHeard(4);
    invoices.awaitHeard(2);
    assertThat(reservations.heard()).containsExactly(created, issued, confirmed, rejected);
    assertThat(invoices.heard()).containsExactly(issued, rejected);
    assertThat(another.heard()).isEmpty();
  }

  @Test
  void aRepeatedEventIsPushedOnce() {
    Listening listening = Listening.to(topic("reservations", customer));

    String created = service.publish("reservation.created", reservation);
    service.publish(created);
    service.publish(created);
    String confirmed = service.publish("reservation.confirmed", reservation);

    listening.awaitHeard(2);
    assertThat(listening.heard()).containsExactly(created, confirmed);
  }

  @Test
  void eventsArriveAsTheyWereWrittenAndInTheirOrder() {
    Listening listening = Listening.to(topic("reservations", customer));
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Spaces and umlauts show that nothing is read and written anew.
      String event =
          service
              .event(
                  UUID.randomUUID(),
                  "reservation.cancelled",
                  reservation.cancellationReason("Größe  " + i))
              .replace("\"specversion\":", " \"specversion\" : ");
      sent.add(event);
      service.publish(event);
      listening.awaitHeard(i - AHEAD);
    }

    listening.awaitHeard(300);
    assertThat(listening.heard()).isEqualTo(sent);
  }

  @Test
  void whatHappenedBeforeIsNotPushed() {
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);
    Listening listening = Listening.to(topic("reservations", customer));
    String confirmed = service.publish("reservation.confirmed", reservation);

    listening.awaitHeard(1);
    assertThat(listening.heard()).containsExactly(confirmed);
  }

  @Test
  void severalClientsOfACustomerHearTheSame() {
    Listening one = Listening.to(topic("reservations", customer));
    Listening two = Listening.to(topic("reservations", customer));
    String created = service.publish("reservation.created", reservation);
    one.awaitHeard(1);
    two.awaitHeard(1);
    one.socket().sendClose(WebSocket.NORMAL_CLOSURE, "");
    String confirmed = service.publish("reservation.confirmed", reservation);

    two.awaitHeard(2);
    assertThat(two.heard()).containsExactly(created, confirmed);
  }

  @Test
  void aClientThatReadsTooSlowlyIsCutOffWithoutDelayingAnother() {
    Listening slow = Listening.withoutReading(topic("reservations", customer));
    Listening quick = Listening.to(topic("reservations", customer));
    awaitConnected(2);

    List<String> sent = floodUntil(() -> connected() == 1, quick);
    quick.awaitHeard(sent.size());

    assertThat(quick.heard()).isEqualTo(sent);
    assertThat(quick.isOpen()).isTrue();
    slow.read();
    await().atMost(PATIENCE).until(() -> slow.socket().isInputClosed());
    // What had reached it is the beginning, without a gap.
    assertThat(sent).startsWith(slow.heard().toArray(String[]::new));
  }

  @Test
  void whoComesBackGetsWhatItMissedAndThenWhatIsNew() {
    Listening first = Listening.to(topic("reservations", customer));
    String created = service.publish("reservation.created", reservation);
    first.awaitHeard(1);
    first.socket().abort();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add(
          service.publish("reservation.cancelled", reservation.cancellationReason("No " + i)));
    }
    service.awaitNotifications(customer, 101);

    Listening second = Listening.to(after("reservations", 1));
    expected.add(service.publish("invoice.issued", invoice));

    second.awaitHeard(101);
    assertThat(first.heard()).containsExactly(created);
    assertThat(second.heard()).isEqualTo(expected);
    assertThat(second.sequences()).isEqualTo(LongStream.rangeClosed(2, 102).boxed().toList());
  }

  @Test
  void aTopicOfInvoicesGoesOnAfterAPlaceOfTheOther() {
    service.publish("reservation.created", reservation);
    String issued = service.publish("invoice.issued", invoice);
    service.publish("reservation.confirmed", reservation);
    service.awaitNotifications(customer, 3);

    Listening listening = Listening.to(after("invoices", 1));

    listening.awaitHeard(1);
    assertThat(listening.heard()).containsExactly(issued);
    assertThat(listening.sequences()).containsExactly(2L);
  }

  @Test
  void aPlaceThatIsStillToComeIsToldSo() {
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);

    assertThat(Listening.withoutReading(after("reservations", 1)).isOpen()).isTrue();
    Listening tooFar = Listening.withoutReading(after("reservations", 2));
    tooFar.read();

    assertThat(tooFar.awaitClose()).isEqualTo(1008);
    assertThat(tooFar.closeReason()).contains("after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=", "after=-1", "after=1x", "after=1&after=2", "before=1"})
  void aQueryThatIsNoPlaceIsRefused(String query) {
    assertThatThrownBy(
            () ->
                Listening.to(
                    service.address("ws", "/topic/reservations/" + customer + "?" + query)))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            it -> assertThat(it.getResponse().statusCode()).isEqualTo(400));
  }

  @Test
  void nothingIsMissedWhileTheDatabaseConnectionOfTheTopicsIsLost() {
    Listening listening = Listening.to(topic("reservations", customer));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add(
          service.publish("reservation.cancelled", reservation.cancellationReason("No " + i)));
      if (i % 5 == 0) {
        service.awaitNotifications(customer, i + 1);
        cutTheTopicsOffTheDatabase();
      }
    }

    listening.awaitHeard(20);
    assertThat(listening.heard()).isEqualTo(expected);
  }

  @Test
  void aClientThatNeverReadsLosesItsConnection() throws Exception {
    try (MuteClient mute = new MuteClient(topic("reservations", customer))) {
      awaitConnected(1);
      Listening quick = Listening.to(topic("reservations", customer));
      List<String> sent = floodUntil(() -> connected() == 1, quick);
      quick.awaitHeard(sent.size());
      assertThat(quick.heard()).isEqualTo(sent);
      assertThat(mute.isCut()).isTrue();
    }
  }

  @Test
  void aClientThatDoesNotAnswerPingsIsLetGo() throws Exception {
    try (MuteClient mute = new MuteClient(topic("reservations", customer))) {
      awaitConnected(1);
      awaitConnected(0);
      assertThat(mute.isCut()).isTrue();
    }
  }

  @Test
  void aClientThatLeavesIsForgotten() {
    Listening polite = Listening.to(topic("reservations", customer));
    Listening rude = Listening.to(topic("invoices", customer));
    assertThat(connected()).isEqualTo(2);

    polite.socket().sendClose(WebSocket.NORMAL_CLOSURE, "done");
    rude.socket().abort();

    awaitConnected(0);
    assertThat(polite.awaitClose()).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void aClientThatSpeaksIsClosed() {
    Listening text = Listening.to(topic("reservations", customer));
    Listening bytes = Listening.to(topic("invoices", customer));
    Listening unfinished = Listening.to(topic("invoices", customer));

    text.socket().sendText("hello", true);
    bytes.socket().sendBinary(ByteBuffer.wrap(new byte[70_000]), true);
    unfinished.socket().sendText("the end never com", false);

    assertThat(text.awaitClose()).isEqualTo(1003);
    assertThat(text.closeReason()).contains("only sends");
    assertThat(bytes.awaitClose()).isEqualTo(1003);
    assertThat(unfinished.awaitClose()).isEqualTo(1003);
  }

  @Test
  void aMessageOfMoreThanTheServerTakesIsNotCollected() {
    Listening listening = Listening.to(topic("reservations", customer));

    listening.socket().sendBinary(ByteBuffer.wrap(new byte[8 << 20]), true);

    awaitConnected(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/topic/reservations/nobody",
        "/topic/invoices/1-1-1-1-1",
        "/topic/invoices/0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a0",
      })
  void aTopicOfWhatIsNotACustomerIsRefused(String path) {
    assertThatThrownBy(() -> Listening.to(service.address("ws", path)))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            it -> assertThat(it.getResponse().statusCode()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/topic/vehicles/%s", "/topic/reservations", "/topic/reservations/%s/more"})
  void anUnknownTopicIsNotFound(String path) {
    assertThatThrownBy(() -> Listening.to(service.address("ws", path.formatted(customer))))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            it -> assertThat(it.getResponse().statusCode()).isEqualTo(404));
  }

  private static void cutTheTopicsOffTheDatabase() {
    DataSource own = CDI.current().select(DataSource.class, NamedLiteral.of("motorpool")).get();
    try (Connection connection = own.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'motorpool-notification-live'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI after(String topic, long sequence) {
    return service.address("ws", "/topic/%s/%s?after=%d".formatted(topic, customer, sequence));
  }

  private static URI topic(String name, UUID customerId) {
    return service.address("ws", "/topic/" + name + "/" + customerId);
  }

  private static int connected() {
    return CDI.current().select(LiveTopics.class).get().connected();
  }

  private static void awaitConnected(int clients) {
    await("connected").atMost(PATIENCE).until(() -> connected() == clients);
  }

  /** Publishes large events, no faster than the quick client hears them. */
  private List<String> floodUntil(java.util.function.BooleanSupplier done, Listening quick) {
    List<String> sent = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (sent.size() < 5000) {
                sent.add(service.publish("reservation.cancelled", large()));
                quick.awaitHeard(sent.size() - AHEAD);
              }
              return done.getAsBoolean();
            });
    return sent;
  }

  private ReservationSnapshot large() {
    return reservation.cancellationReason("A long story. ".repeat(35));
  }
}
