package io.motorpool.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.notification.NotificationUnderTest;
import io.motorpool.notification.socket.SecondReplica;
import io.motorpool.testing.Metrics;
import io.motorpool.testing.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas that take mails from one table. */
class MailReplicasIT {

  private static final int MAILS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SENT = "motorpool_mail_sent_total";

  @Test
  void eachMailIsSentOnceByWhicheverReplica(@TempDir Path folder) throws Exception {
    try (PostOffice office = new PostOffice();
        NotificationUnderTest service = NotificationUnderTest.start(MailIT.settings(office));
        SecondReplica second = SecondReplica.start(folder.resolve("second.log"))) {
      UUID customer = UUID.randomUUID();
      // Each replica sends one mail at a time, so that both are at work before the first is taken.
      office.awaitSenders(2);
      // All wait for the address, so that both replicas find all of them due at the same moment.
      for (int i = 0; i < MAILS; i++) {
        service.publish("reservation.created", Snapshots.reservation(customer));
      }
      service.awaitNotifications(customer, MAILS);
      service.publish("customer.registered", Snapshots.customer(customer));

      await("sent")
          .atMost(PATIENCE)
          .until(() -> service.count("select count(*) from mail where state = 'SENT'") == MAILS);

      assertThat(office.taken()).hasSize(MAILS);
      assertThat(
              office.taken().stream()
                  .map(
                      it -> {
                        try {
                          return it.message().getMessageID();
                        } catch (jakarta.mail.MessagingException e) {
                          throw new IllegalStateException(e);
                        }
                      })
                  .distinct())
          .hasSize(MAILS);
      Metrics here = service.metrics();
      Metrics there = new Metrics(second.http());
      // A mail is counted once it is stored that it was sent.
      await("counted")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(here.value(SENT) + there.value(SENT)).isEqualTo(MAILS));
      assertThat(here.value(SENT)).isPositive();
      assertThat(there.value(SENT)).isPositive();
    }
  }
}
