package io.motorpool.platform.messaging.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

  private static final String URI = "amqp://maria:s3cret-word@broker.example:5673/motorpool";

  private static BrokerSettings settings(String key, String value) {
    return new BrokerSettings(ConnectorFixture.config(Map.of("motorpool.broker." + key, value)));
  }

  @Test
  void theUriSaysWhereTheBrokerIs() {
    ConnectionFactory factory = settings("uri", URI).connectionFactory(ForkJoinPool.commonPool());

    assertThat(factory.getHost()).isEqualTo("broker.example");
    assertThat(factory.getPort()).isEqualTo(5673);
    assertThat(factory.getVirtualHost()).isEqualTo("motorpool");
    assertThat(factory.getUsername()).isEqualTo("maria");
    assertThat(factory.isAutomaticRecoveryEnabled()).isFalse();
  }

  @Test
  void aUriThatEndsInASlashMeansTheDefaultVirtualHost() {
    ConnectionFactory factory =
        settings("uri", "amqp://127.0.0.1/").connectionFactory(ForkJoinPool.commonPool());

    assertThat(factory.getVirtualHost()).isEqualTo("/");
  }

  @Test
  void neitherItsTextNorTheTextOfAFailureHoldsThePassword() {
    BrokerSettings settings = settings("uri", URI);

    assertThat(settings).asString().isEqualTo("broker.example:5673 motorpool");
    assertThat(settings.describe(new IOException("cannot open " + URI)))
        .doesNotContain("s3cret-word")
        .contains("broker.example");
  }

  @Test
  void aUriThatIsNoneIsRefusedWithoutRepeatingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("uri", "http://maria:s3cret-word@broker.example"))
        .withMessageNotContaining("s3cret-word")
        .withNoCause();
  }

  @Test
  void queuesAreQuorumQueuesUnlessTheyAreToBeClassic() {
    assertThat(settings("queue-type", "quorum").queueArguments())
        .isEqualTo(Map.of("x-queue-type", "quorum"));
    assertThat(settings("queue-type", "classic").queueArguments()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> settings("queue-type", "stream"));
  }

  @Test
  void aServicePublishesToAnExchangeOfItsOwnWhereItMayToNoOther() {
    assertThat(settings("permissions", "all").ownExchange("motorpool.events")).isEmpty();
    assertThat(
            new BrokerSettings(
                    ConnectorFixture.config(
                        Map.of(
                            "motorpool.broker.permissions", "own", "motorpool.service", "vehicle")))
                .ownExchange("motorpool.events"))
        .hasValue("motorpool.events.vehicle");
    assertThatIllegalArgumentException().isThrownBy(() -> settings("permissions", "some"));
  }
}
