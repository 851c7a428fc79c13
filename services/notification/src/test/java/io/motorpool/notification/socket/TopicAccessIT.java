package io.motorpool.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.embedded.Forgeries;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Tokens;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may follow a customer, and how long. */
class TopicAccessIT {

  private static ServiceUnderTest service;

  private final UUID customer = UUID.randomUUID();

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Database.NOTIFICATION);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void leave() {
    Listening.leave();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reservations", "invoices"})
  void theCustomerMay(String topic) {
    assertThat(Listening.to(address(topic, customer, ""), Tokens.customer(customer)).isOpen())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"AGENT", "MANAGER"})
  void theDeskMay(Role role) {
    assertThat(Listening.to(topic(""), Tokens.of(role)).isOpen()).isTrue();
  }

  @Test
  void anotherCustomerFindsNothing() {
    String token = Tokens.customer(UUID.randomUUID());

    assertThat(statusOf(() -> Listening.to(topic(""), token))).isEqualTo(404);
  }

  @Test
  void anOperatorMayNot() {
    assertThat(statusOf(() -> Listening.to(topic(""), Tokens.of(Role.OPERATOR)))).isEqualTo(403);
  }

  @Test
  void nobodyElseIsLetIn() {
    assertThat(statusOf(() -> Listening.withoutToken(topic("")))).isEqualTo(401);
    Forgeries.of(Tokens.issuer(), customer.toString(), Role.CUSTOMER)
        .forEach(
            (what, token) ->
                assertThat(statusOf(() -> Listening.to(topic(""), token))).as(what).isEqualTo(401));
  }

  @Test
  void aTicketOpensOneTopicOnce() {
    String ticket = ticket(Tokens.customer(customer));

    assertThat(Listening.withoutToken(topic("?ticket=" + ticket)).isOpen()).isTrue();

    assertThat(statusOf(() -> Listening.withoutToken(topic("?ticket=" + ticket)))).isEqualTo(401);
  }

  @Test
  void aTicketGoesTogetherWithAPlace() {
    String first = ticket(Tokens.of(Role.AGENT));
    String second = ticket(Tokens.of(Role.AGENT));

    assertThat(Listening.withoutToken(topic("?after=0&ticket=" + first)).isOpen()).isTrue();
    assertThat(Listening.withoutToken(topic("?ticket=" + second + "&after=0")).isOpen()).isTrue();
  }

  @Test
  void ofManyAtOnceOneIsLetIn() throws Exception {
    String ticket = ticket(Tokens.customer(customer));

    List<Integer> statuses =
        AtOnce.call(8, () -> statusOf(() -> Listening.withoutToken(topic("?ticket=" + ticket))));

    assertThat(statuses).filteredOn(status -> status == 101).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(7);
  }

  @Test
  void aTicketIsForItsCustomerOnly() {
    String ticket = ticket(Tokens.customer(customer));

    URI anothers = address("reservations", UUID.randomUUID(), "?ticket=" + ticket);

    assertThat(statusOf(() -> Listening.withoutToken(anothers))).isEqualTo(401);
  }

  @Test
  void aTicketIsGoodForHalfAMinute() {
    String ticket = ticket(Tokens.customer(customer));
    service.update(
        "update topic_ticket set good_until = good_until - interval '30 seconds'"
            + " where customer_id = ?",
        customer);

    assertThat(statusOf(() -> Listening.withoutToken(topic("?ticket=" + ticket)))).isEqualTo(401);
  }

  @Test
  void onlyTheHashOfATicketIsStored() {
    String ticket = ticket(Tokens.customer(customer));

    assertThat(
            service.query(
                String.class,
                "select cast(t as text) from topic_ticket t where customer_id = ?",
                customer))
        .doesNotContain(ticket);
    assertThat(
            service.count(
                "select count(*) from topic_ticket where hash = sha256(cast(? as bytea))", ticket))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?ticket=",
        "?ticket=a%20b",
        "?ticket=a&ticket=b",
        "?after=1&after=2",
        "?after=1&",
        "?token=a",
        "?ticket=a&b=c"
      })
  void aQueryThatSaysAnythingElseIsRefused(String query) {
    assertThat(statusOf(() -> Listening.to(topic(query), Tokens.staff()))).isEqualTo(400);
  }

  @Test
  void whoseTokenExpiresHasToLeave() {
    // The clocks may be 30 seconds apart, so it is good to come in with and not to stay.
    Date expired = Date.from(Instant.now().minus(Duration.ofSeconds(5)));
    String token =
        Tokens.issuer()
            .sign(
                Tokens.issuer()
                    .claims(customer.toString(), Role.CUSTOMER)
                    .expirationTime(expired)
                    .build());

    Listening listening = Listening.notForLong(topic(""), Optional.of(token));

    assertThat(listening.awaitClose()).isEqualTo(1008);
    assertThat(listening.closeReason()).contains("expired");
  }

  @Test
  void whatATicketOpensEndsWithTheTokenToo() {
    String ticket = ticket(Tokens.customer(customer));
    service.update(
        "update topic_ticket set session_until = now() + interval '2 seconds'"
            + " where customer_id = ?",
        customer);

    Listening listening = Listening.notForLong(topic("?ticket=" + ticket), Optional.empty());

    assertThat(listening.awaitClose()).isEqualTo(1008);
  }

  private String ticket(String token) {
    Http.Answer answer =
        service.http().as(token).post("/notifications/tickets", Map.of("customerId", customer));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    JsonNode ticket = answer.json();
    assertThat(ticket.get("customerId").asText()).isEqualTo(customer.toString());
    return ticket.get("ticket").asText();
  }

  private URI topic(String query) {
    return address("reservations", customer, query);
  }

  private static URI address(String topic, UUID customer, String query) {
    return URI.create(
        "ws://%s/topic/%s/%s%s".formatted(service.uri().getAuthority(), topic, customer, query));
  }

  private static int statusOf(Runnable handshake) {
    Throwable failure = catchThrowable(handshake::run);
    if (failure == null) {
      return 101;
    }
    assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
  }
}
