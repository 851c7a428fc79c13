package io.motorpool.notification.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ImportedRental;
import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.Http;
import io.motorpool.testing.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationResourceIT {

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

  @Test
  void everyEventIsToldTheLatestFirst() {
    List<String> types =
        List.of(
            "reservation.created",
            "invoice.issued",
            "reservation.confirmed",
            "reservation.modified",
            "reservation.started",
            "invoice.paid",
            "reservation.completed",
            "reservation.cancelled",
            "invoice.credited",
            "reservation.expired",
            "reservation.no_show",
            "invoice.rejected");
    types.forEach(
        type -> service.publish(type, type.startsWith("invoice") ? invoice : reservation));
    service.awaitNotifications(customer, types.size());

    assertThat(items("/notifications?customerId=" + customer))
        .extracting(it -> it.get("eventType").textValue())
        .containsExactlyElementsOf(types.reversed());
  }

  @Test
  void aNotificationHasAllThatTheContractSays() {
    service.publish("invoice.issued", invoice);
    service.awaitNotifications(customer, 1);
    JsonNode told = items("/notifications?customerId=" + customer).getFirst();

    assertThat(told.get("customerId").textValue()).isEqualTo(customer.toString());
    assertThat(told.get("reservationId").textValue()).isEqualTo(reservation.getId().toString());
    assertThat(told.get("invoiceId").textValue()).isEqualTo(invoice.getInvoiceId().toString());
    assertThat(told.get("subject").textValue()).isEqualTo("Your invoice 2026-000001");
    assertThat(told.get("text").textValue()).contains("129.00 EUR", "4 December 2026");
    assertThat(Instant.parse(told.get("occurredAt").textValue()))
        .isBeforeOrEqualTo(Instant.parse(told.get("createdAt").textValue()));

    Http.Answer alone = service.get("/notifications/" + told.get("id").textValue());
    assertThat(alone.status()).isEqualTo(200);
    assertThat(alone.json()).isEqualTo(told);
  }

  @Test
  void aRepeatedEventIsToldOnce() {
    String event = service.publish("reservation.created", reservation);
    service.publish(event);
    service.publish("reservation.confirmed", reservation);
    service.awaitNotifications(customer, 2);

    assertThat(items("/notifications?customerId=" + customer)).hasSize(2);
  }

  @Test
  void aRentalOfBeforeIsToldNobody() {
    service.publish(
        "reservation.completed",
        Snapshots.reservation(customer)
            .imported(
                new ImportedRental().reference("2025-0417").charged(Snapshots.euros("129.00"))));
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);

    assertThat(items("/notifications?customerId=" + customer))
        .extracting(it -> it.get("eventType").textValue())
        .containsExactly("reservation.created");
  }

  @Test
  void aLateEventIsToldToo() {
    service.publish("reservation.confirmed", reservation.version(1L));
    service.publish("reservation.created", reservation.version(0L));
    service.awaitNotifications(customer, 2);
  }

  @Test
  void pagesFollowOneAnother() {
    for (int i = 0; i < 5; i++) {
      service.publish("reservation.created", reservation);
    }
    service.awaitNotifications(customer, 5);

    List<String> seen = new ArrayList<>();
    String next = "/notifications?limit=2&customerId=" + customer;
    int pages = 0;
    while (next != null) {
      JsonNode page = service.get(next).json();
      page.get("items").forEach(it -> seen.add(it.get("id").textValue()));
      next =
          page.has("nextCursor")
              ? "/notifications?limit=2&customerId="
                  + customer
                  + "&cursor="
                  + page.get("nextCursor").textValue()
              : null;
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void whatWasReadIsCountedAndFilteredNoMore() {
    tell(3);
    String read = items("/notifications?customerId=" + customer).get(1).get("id").textValue();
    assertThat(unread()).isEqualTo(3);

    Http.Answer first = service.post("/notifications/" + read + "/read", "");
    Http.Answer again = service.post("/notifications/" + read + "/read", "");

    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.json().get("readAt").textValue()).endsWith("Z");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(service.get("/notifications/" + read).json()).isEqualTo(first.json());
    assertThat(unread()).isEqualTo(2);
    assertThat(items("/notifications?unread=true&customerId=" + customer))
        .hasSize(2)
        .noneMatch(it -> it.has("readAt"));
    assertThat(items("/notifications?unread=false&customerId=" + customer))
        .containsExactly(first.json());
    assertThat(items("/notifications?customerId=" + customer)).hasSize(3);
  }

  @Test
  void whatCameInAfterTheLastThatWasShownStaysUnread() {
    tell(4);
    String earlier = items("/notifications?customerId=" + customer).get(3).get("id").textValue();
    String readAt =
        service.post("/notifications/" + earlier + "/read", "").json().get("readAt").textValue();

    Http.Answer read = readUpTo(3);

    assertThat(read.status()).as(read.body()).isEqualTo(200);
    assertThat(read.json().get("unread").asLong()).isEqualTo(1);
    assertThat(readUpTo(2).json().get("unread").asLong()).isEqualTo(1);
    assertThat(items("/notifications?unread=true&customerId=" + customer))
        .extracting(it -> it.get("sequence").asLong())
        .containsExactly(4L);
    assertThat(service.get("/notifications/" + earlier).json().get("readAt").textValue())
        .isEqualTo(readAt);
  }

  @Test
  void readingIsEachCustomersOwn() {
    tell(1);
    UUID other = UUID.randomUUID();
    service.publish("reservation.created", Snapshots.reservation(other));
    service.awaitNotifications(other, 1);

    readUpTo(9);

    assertThat(service.get("/notifications/unread-count?customerId=" + other).json().get("unread"))
        .hasToString("1");
  }

  @Test
  void pagesOfWhatIsUnreadFollowOneAnother() {
    tell(5);
    readUpTo(2);

    JsonNode first =
        service.get("/notifications?limit=2&unread=true&customerId=" + customer).json();
    JsonNode second =
        service
            .get(
                "/notifications?limit=2&unread=true&customerId="
                    + customer
                    + "&cursor="
                    + first.get("nextCursor").textValue())
            .json();

    assertThat(first.get("items").findValuesAsText("sequence")).containsExactly("5", "4");
    assertThat(second.get("items").findValuesAsText("sequence")).containsExactly("3");
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void whatCannotBeReadIsSaidToBeSo() {
    assertThat(service.post("/notifications/" + UUID.randomUUID() + "/read", "").status())
        .isEqualTo(404);
    assertThat(service.post("/notifications/read", "{}").status()).isEqualTo(400);
    assertThat(readUpTo(0).status()).isEqualTo(400);
    assertThat(service.get("/notifications/unread-count").status()).isEqualTo(400);
    assertThat(service.get("/notifications?unread=perhaps&customerId=" + customer).status())
        .isEqualTo(400);
  }

  @Test
  void noMailIsQueuedWhileMailIsSwitchedOff() {
    service.awaitHandled(service.publish("customer.registered", Snapshots.customer(customer)));
    tell(1);

    assertThat(service.count("select count(*) from mail")).isZero();
  }

  private void tell(int times) {
    for (int i = 0; i < times; i++) {
      service.publish("reservation.created", reservation);
    }
    service.awaitNotifications(customer, times);
  }

  private long unread() {
    return service
        .get("/notifications/unread-count?customerId=" + customer)
        .json()
        .get("unread")
        .asLong();
  }

  private Http.Answer readUpTo(long sequence) {
    return service.post(
        "/notifications/read",
        "{\"customerId\": \"%s\", \"upToSequence\": %d}".formatted(customer, sequence));
  }

  @Test
  void aCustomerNobodyToldAnythingHasAnEmptyList() {
    assertThat(items("/notifications?customerId=" + UUID.randomUUID())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/notifications, customerId",
    "/notifications?customerId=nobody, customerId",
    "/notifications?customerId=0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a&limit=0, limit",
    "/notifications?customerId=0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a&limit=201, limit",
    "/notifications?customerId=0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a&limit=many, limit",
    "/notifications?customerId=0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a&cursor=abc, cursor",
    "/notifications/none, notificationId",
  })
  void aParameterThatBreaksTheContractIsNamed(String path, String parameter) {
    Http.Answer answer = service.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
    assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo(parameter);
  }

  @Test
  void anUnknownNotificationIsNotFound() {
    Http.Answer answer = service.get("/notifications/" + UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("type").textValue()).isEqualTo("urn:motorpool:problem:not-found");
  }

  @Test
  void anEventThatBreaksTheContractIsParkedAndTheNextIsTold() {
    long parked = service.parked();
    service.publish("reservation.created", Snapshots.reservation(null));
    service.publish("reservation.renamed", reservation);
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);
    service.awaitParked(parked + 2);
  }

  @Test
  void anEventWhoseNotificationCannotBeStoredLeavesNothingAndIsParked() {
    long parked = service.parked();
    UUID event = UUID.randomUUID();
    service.change(
        """
        insert into notification (id, customer_id, event_source, event_id, event_type, subject, text,
          reservation_id, occurred_at, created_at)
        values (gen_random_uuid(), gen_random_uuid(), '/motorpool/reservation', '%s', 'x', 'x', 'x',
          gen_random_uuid(), now(), now())
        """
            .formatted(event));

    // Were the event's id kept without its effect, the next attempt would take it for a repetition.
    service.publish(service.event(event, "reservation.created", reservation));
    service.awaitParked(parked + 1);

    assertThat(items("/notifications?customerId=" + customer)).isEmpty();
  }

  private List<JsonNode> items(String path) {
    Http.Answer answer = service.get(path);
    assertThat(answer.status()).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    answer.json().get("items").forEach(items::add);
    return items;
  }
}
