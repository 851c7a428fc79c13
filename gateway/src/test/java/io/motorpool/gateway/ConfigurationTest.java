package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  @Test
  void needsNothing() {
    Configuration configuration = Configuration.from(Map.of());

    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.services().get("analytics"))
        .containsExactly(URI.create("http://127.0.0.1:8086"));
  }

  @Test
  void takesSeveralReplicas() {
    assertThat(
            Configuration.from(Map.of("MOTORPOOL_BILLING_URL", "http://a:1, http://b:2/"))
                .services()
                .get("billing"))
        .containsExactly(URI.create("http://a:1"), URI.create("http://b:2/"));
  }

  @ParameterizedTest
  @CsvSource({
    "MOTORPOOL_PORT, 80800",
    "MOTORPOOL_PORT, http",
    "MOTORPOOL_VEHICLE_URL, vehicle:8082",
    "MOTORPOOL_VEHICLE_URL, https://vehicle",
    "MOTORPOOL_VEHICLE_URL, http://vehicle/api",
    "MOTORPOOL_MAX_BODY_BYTES, -1"
  })
  void namesTheVariableThatCannotBeUsed(String variable, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.from(Map.of(variable, value)))
        .withMessageContaining(variable)
        .withMessageContaining(value);
  }
}
