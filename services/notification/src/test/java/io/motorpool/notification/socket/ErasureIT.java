package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErasureIT {

  private static NotificationUnderTest service;

  private final UUID customer = UUID.randomUUID();
  private final ReservationSnapshot reservation = Snapshots.reservation(customer);

  @BeforeAll
  static void start() {
    service = NotificationUnderTest.start(Map.of());
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
  void nothingIsLeftOfWhatACustomerWasToldWhoWasErased() {
    service.publish("customer.registered", Snapshots.customer(customer));
    String told = service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);
    String id =
        service.get("/notifications?customerId=" + customer).json().at("/items/0/id").textValue();

    erase(1);

    assertThat(service.get("/notifications?customerId=" + customer).json().get("items")).isEmpty();
    assertThat(service.get("/notifications/" + id).status()).isEqualTo(404);
    assertThat(
            service
                .get("/notifications/unread-count?customerId=" + customer)
                .json()
                .get("unread")
                .asLong())
        .isZero();
    assertThat(recipient()).isEqualTo("(%s,1,t,,,)".formatted(customer));
    assertThat(
            service.count(
                "select count(*) from inbox where event_id = ?",
                io.motorpool.testing.Events.idOf(told).toString()))
        .isEqualTo(1);
  }

  @Test
  void aCustomerWhoWasErasedIsToldNothingAnyMore() {
    erase(3);

    service.awaitHandled(service.publish("reservation.cancelled", reservation));

    assertThat(service.get("/notifications?customerId=" + customer).json().get("items")).isEmpty();
  }

  @Test
  void liveTopicsSayNothingMore() {
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);
    Listening before = Listening.to(service.address("ws", "/topic/reservations/" + customer));
    erase(1);
    Listening after =
        Listening.to(service.address("ws", "/topic/reservations/" + customer + "?after=0"));

    service.awaitHandled(service.publish("reservation.cancelled", reservation));
    UUID other = UUID.randomUUID();
    Listening elsewhere = Listening.to(service.address("ws", "/topic/reservations/" + other));
    service.publish("reservation.created", Snapshots.reservation(other));
    elsewhere.awaitHeard(1);

    assertThat(before.heard()).isEmpty();
    assertThat(after.heard()).isEmpty();
    assertThat(before.isOpen()).isTrue();
  }

  @Test
  void whatIsKnownOfACustomerIsTheLatestWhateverCameFirst() {
    service.publish("customer.changed", Snapshots.customer(customer).lastName("Berg").version(2L));
    service.publish("customer.registered", Snapshots.customer(customer));
    service.awaitHandled(
        service.publish("customer.changed", Snapshots.customer(customer).version(1L)));

    assertThat(recipient())
        .isEqualTo("(%1$s,2,f,Anna,Berg,anna.%1$s@example.com)".formatted(customer));
  }

  @Test
  void aLateEventDoesNotBringACustomerBackWhoWasErased() {
    erase(4);

    service.awaitHandled(
        service.publish("customer.changed", Snapshots.customer(customer).version(3L)));

    assertThat(recipient()).isEqualTo("(%s,4,t,,,)".formatted(customer));
  }

  @Test
  void whoIsToldWhileTheyAreErasedIsToldNothingInTheEnd() throws Exception {
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> service.publish("reservation.created", reservation));
    }
    calls.add(10, () -> service.publish("customer.erased", Snapshots.erased(customer, 1)));

    AtOnce.call(calls).forEach(service::awaitHandled);

    assertThat(service.count("select count(*) from notification where customer_id = ?", customer))
        .isZero();
  }

  @Test
  void eventsThatWereParkedAreForgottenWithTheCustomerTheyAreAbout() {
    long parked = service.parked();
    service.publish("customer.changed", Snapshots.customer(customer).email(null));
    service.publish("customer.changed", Snapshots.customer(UUID.randomUUID()).email(null));
    service.awaitParked(parked + 2);

    erase(2);

    assertThat(service.parked()).isEqualTo(parked + 1);
  }

  private void erase(long version) {
    service.awaitHandled(service.publish("customer.erased", Snapshots.erased(customer, version)));
  }

  private String recipient() {
    return service.text(
        "select row(customer_id, version, erased, first_name, last_name, email)::text"
            + " from recipient where customer_id = ?",
        customer);
  }
}
