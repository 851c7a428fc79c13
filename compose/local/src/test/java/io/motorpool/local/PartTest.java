package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartTest {

  @ParameterizedTest
  @MethodSource("io.motorpool.local.Part#services")
  void hasALinkToTheBrokerForEachDirectionOfItsChannels(Part service) {
    Set<String> keys = ComposeFileTest.configuration("services/" + service.label()).keySet();

    assertThat(service.brokerLinks().contains("consume"))
        .isEqualTo(keys.stream().anyMatch(it -> it.startsWith("mp.messaging.incoming.")));
    assertThat(service.brokerLinks().contains("publish"))
        .isEqualTo(keys.stream().anyMatch(it -> it.startsWith("mp.messaging.outgoing.")));
  }
}
