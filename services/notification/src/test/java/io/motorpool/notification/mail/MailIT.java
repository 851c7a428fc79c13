package io.motorpool.notification.mail;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.testing.Snapshots;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More than any server that is back in time needs. */
  private static final int ATTEMPTS = 100;

  private static final String SENT = "motorpool_mail_sent_total";
  private static final String GIVEN_UP = "motorpool_mail_given_up_total";

  private static PostOffice office;
  private static NotificationUnderTest service;

  private final double givenUp = counted(GIVEN_UP);
  private final UUID customer = UUID.randomUUID();
  private final String email = "anna." + customer + "@example.com";
  private final ReservationSnapshot reservation = Snapshots.reservation(customer);

  @BeforeAll
  static void start() {
    office = new PostOffice();
    service = NotificationUnderTest.start(settings(office));
  }

  static Map<String, String> settings(PostOffice office) {
    return Map.ofEntries(
        entry("motorpool.mail.enabled", "true"),
        entry("motorpool.mail.host", "127.0.0.1"),
        entry("motorpool.mail.port", String.valueOf(office.port())),
        entry("motorpool.mail.tls", "NONE"),
        entry("motorpool.mail.from", "Motorpool <desk@rental.example>"),
        entry("motorpool.mail.connect-timeout", "PT30S"),
        entry("motorpool.mail.timeout", "PT30S"),
        entry("motorpool.mail.attempts", String.valueOf(ATTEMPTS)),
        entry("motorpool.mail.first-pause", "PT0.2S"),
        entry("motorpool.mail.longest-pause", "PT1S"),
        entry("motorpool.mail.idle", "PT0.2S"));
  }

  @AfterAll
  static void stop() {
    service.close();
    office.close();
  }

  @Test
  void whatACustomerIsToldIsMailedToThemOnce() throws Exception {
    double sent = counted(SENT);
    register();
    String event = service.publish("reservation.confirmed", reservation);
    service.publish(event);

    MimeMessage mail = office.awaitFor(email);

    awaitState("SENT");
    String notification =
        service.get("/notifications?customerId=" + customer).json().at("/items/0/id").textValue();
    assertThat(mail.getMessageID()).isEqualTo("<" + notification + "@rental.example>");
    assertThat(mail.getFrom()).containsExactly(new InternetAddress("desk@rental.example"));
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress(email));
    assertThat(mail.getSubject()).isEqualTo("Your reservation is confirmed");
    assertThat(mail.getContent().toString())
        .startsWith("Dear Anna Gruber,")
        .contains("Your vehicle of class ECMR is booked");
    assertThat(office.takenFor(email)).hasSize(1);
    // It is counted once it is stored that it was sent.
    await("counted").atMost(PATIENCE).until(() -> counted(SENT) >= sent + 1);
  }

  @Test
  void aServerThatIsDownAtFirstGetsTheMailOnceItIsBack() {
    register();
    office.shut();
    try {
      service.publish("reservation.created", reservation);
      awaitAttempts(2);
    } finally {
      office.open();
    }

    office.awaitFor(email);

    awaitState("SENT");
    assertThat(office.takenFor(email)).hasSize(1);
    assertThat(counted("motorpool_mail_postponed_total")).isPositive();
  }

  @Test
  void aMailThatIsRefusedForGoodIsGivenUpAtOnceAndNobodysAddressIsLogged() {
    office.refuse(email, 550);
    register();
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = new Keeping(logged);
    Logger.getLogger("").addHandler(handler);
    try {
      service.publish("reservation.created", reservation);
      awaitGivenUp();
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }

    assertThat(attempts()).isEqualTo(1);
    assertThat(logged)
        .anyMatch(line -> line.contains("given up"))
        .noneMatch(line -> line.contains(email) || line.contains("Gruber"));
    assertThat(failure()).contains("550").doesNotContain(email);
  }

  @Test
  void aMailThatIsNeverTakenIsGivenUpAfterSoManyAttempts() {
    office.refuse(email, 451);
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);
    // As if most of the attempts were over; without an address there is none under way.
    service.change(
        "update mail set attempts = %d where customer_id = '%s'".formatted(ATTEMPTS - 5, customer));
    register();

    awaitGivenUp();

    assertThat(attempts()).isEqualTo(ATTEMPTS);
    assertThat(office.takenFor(email)).isEmpty();
    assertThat(failure()).doesNotContain(email);
  }

  @Test
  void aMailWaitsForACustomerOfWhomNothingWasHeardYet() {
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);

    register();

    office.awaitFor(email);
    awaitState("SENT");
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void aMailDoesNotWaitForEverForACustomerOfWhomNothingIsHeard() {
    service.publish("reservation.created", reservation);
    service.awaitNotifications(customer, 1);

    service.change(
        "update mail set queued_at = now() - interval '2 hours' where customer_id = '%s'"
            .formatted(customer));

    awaitGivenUp();
    assertThat(failure()).isEqualTo("No address is known");
  }

  @Test
  void aMailGoesToTheAddressThatIsKnownWhenItIsSent() {
    office.refuse(email, 451);
    register();
    service.publish("reservation.created", reservation);
    awaitAttempts(1);
    String moved = "moved." + customer + "@example.com";
    service.publish("customer.changed", Snapshots.customer(customer).email(moved).version(1L));

    office.awaitFor(moved);

    awaitState("SENT");
    assertThat(office.takenFor(email)).isEmpty();
  }

  @Test
  void whatWaitsForACustomerWhoIsErasedIsNotSent() {
    office.refuse(email, 451);
    register();
    service.publish("reservation.created", reservation);
    awaitAttempts(1);
    service.awaitHandled(service.publish("customer.erased", Snapshots.erased(customer, 1)));
    // One mail is sent at a time: with another one there, an attempt that was under way is over.
    mailSomebodyElse();

    office.accept(email);
    mailSomebodyElse();

    assertThat(service.count("select count(*) from mail where customer_id = ?", customer)).isZero();
    assertThat(office.takenFor(email)).isEmpty();
  }

  @Test
  void aMailWhoseSenderIsLostIsSentAgainUnderItsId() throws Exception {
    register();
    service.publish("reservation.created", reservation);
    MimeMessage first = office.awaitFor(email);
    awaitState("SENT");

    // As if nobody had learnt that it was taken.
    service.change(
        "update mail set state = 'WAITING', settled_at = null, due_at = now() where customer_id = '%s'"
            .formatted(customer));
    await().atMost(PATIENCE).until(() -> office.takenFor(email).size() == 2);

    assertThat(office.takenFor(email).get(1).message().getMessageID())
        .isEqualTo(first.getMessageID());
  }

  private void register() {
    service.awaitHandled(service.publish("customer.registered", Snapshots.customer(customer)));
  }

  private static void mailSomebodyElse() {
    UUID other = UUID.randomUUID();
    service.publish("customer.registered", Snapshots.customer(other));
    service.publish("reservation.created", Snapshots.reservation(other));
    office.awaitFor("anna." + other + "@example.com");
  }

  /** Once it is counted, too: after its state is stored, and after it is logged. */
  private void awaitGivenUp() {
    awaitState("GIVEN_UP");
    await("counted")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(counted(GIVEN_UP)).isEqualTo(givenUp + 1));
  }

  private static double counted(String outcome) {
    return service.metrics().value(outcome);
  }

  private void awaitState(String state) {
    await(state)
        .atMost(PATIENCE)
        .until(
            () ->
                state.equals(
                    service.text("select state from mail where customer_id = ?", customer)));
  }

  private void awaitAttempts(int least) {
    await("attempts").atMost(PATIENCE).until(() -> attempts() >= least);
  }

  private long attempts() {
    return service.count(
        "select coalesce(max(attempts), 0)::bigint from mail where customer_id = ?", customer);
  }

  private String failure() {
    return service.text("select failure from mail where customer_id = ?", customer);
  }

  private static final class Keeping extends Handler {

    private final List<String> lines;

    private Keeping(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(new SimpleFormatter().format(entry));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
