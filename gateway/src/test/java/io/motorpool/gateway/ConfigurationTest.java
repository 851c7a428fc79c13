package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "MOTORPOOL_IDENTITY_ISSUER", "https://issuer.example/motorpool",
          "MOTORPOOL_IDENTITY_KEYS", "https://issuer.example/motorpool/keys");

  @Test
  void needsNothingButTheIssuer() {
    Configuration configuration = Configuration.from(LEAST);

    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.services().get("analytics"))
        .containsExactly(URI.create("http://127.0.0.1:8086"));
  }

  @Test
  void takesSeveralReplicas() {
    assertThat(from("MOTORPOOL_BILLING_URL", "http://a:1, http://b:2/").services().get("billing"))
        .containsExactly(URI.create("http://a:1"), URI.create("http://b:2/"));
  }

  @ParameterizedTest
  @CsvSource({
    "MOTORPOOL_PORT, 80800",
    "MOTORPOOL_PORT, http",
    "MOTORPOOL_VEHICLE_URL, vehicle:8082",
    "MOTORPOOL_VEHICLE_URL, https://vehicle",
    "MOTORPOOL_VEHICLE_URL, http://vehicle/api",
    "MOTORPOOL_MAX_BODY_BYTES, -1",
    "MOTORPOOL_REQUEST_SECONDS, 0",
    "MOTORPOOL_IDENTITY_KEYS, issuer.example/keys",
    "MOTORPOOL_IDENTITY_KEYS, file:///keys",
    "MOTORPOOL_RATE_PER_ADDRESS, many",
    "MOTORPOOL_MAX_CONNECTIONS, -1",
    "MOTORPOOL_MAX_CONNECTIONS_PER_ADDRESS, all",
    "MOTORPOOL_TRUSTED_PROXIES, proxy.example",
    "MOTORPOOL_TRUSTED_PROXIES, 10.0.0.0/33"
  })
  void namesTheVariableThatCannotBeUsed(String variable, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> from(variable, value))
        .withMessageContaining(variable)
        .withMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({
    "MOTORPOOL_TLS_CERTIFICATE, MOTORPOOL_TLS_KEY",
    "MOTORPOOL_TLS_KEY, MOTORPOOL_TLS_CERTIFICATE"
  })
  void takesNoCertificateWithoutItsKeyNorTheOtherWayRound(String given, String missing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> from(given, "file.pem"))
        .withMessage(missing + " is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOTORPOOL_IDENTITY_ISSUER", "MOTORPOOL_IDENTITY_KEYS"})
  void doesNotStartWithoutAnIssuer(String variable) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.remove(variable);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.from(environment))
        .withMessageContaining(variable);
  }

  private static Configuration from(String variable, String value) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(variable, value);
    return Configuration.from(environment);
  }
}
