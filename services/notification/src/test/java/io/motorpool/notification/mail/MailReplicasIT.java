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

  @Test
  void eachMailIsSentOnceByWhicheverReplica(@TempDir Path folder) throws Exception {
    try (PostOffice office = new PostOffice();
        NotificationUnderTest service = NotificationUnderTest.start(MailIT.settings(office));
        SecondReplica second = SecondReplica.start(folder.resolve("second.log"))) {
      UUID customer = UUID.randomUUID();
      // All wait for the address, so that both replicas find all of them due at the same moment.
      for (int i = 0; i < MAILS; i++) {
        service.publish("reservation.created", Snapshots.reservation(customer));
      }
      service.awaitNotifications(customer, MAILS);
      service.publish("customer.registered", Snapshots.customer(customer));

      await("sent")
          .atMost(Duration.ofSeconds(60))
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
      double here = service.metrics().value("motorpool_mail_sent_total");
      double there = new Metrics(second.http()).value("motorpool_mail_sent_total");
      assertThat(here).isPositive();
      assertThat(there).isPositive();
      assertThat(here + there).isEqualTo(MAILS);
    }
  }
}
