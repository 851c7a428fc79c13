package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventJsonTest {

  @Test
  void readsWhatItHasWritten() {
    Instant now = Instant.parse("2026-11-20T10:00:00Z");

    IncomingEvent event = CloudEventJson.read(written("1", "thing.done", now));

    assertThat(event.id()).isEqualTo("1");
    assertThat(event.type()).isEqualTo("thing.done");
    assertThat(event.time()).isEqualTo(now);
    assertThat(event.data().get("name").asText()).isEqualTo("Zoë");
  }

  @Test
  void refusesWhatTheInboxCouldNotStore() {
    assertMalformed(written("x".repeat(201), "thing.done", Instant.EPOCH));
    assertMalformed(written("a\0b", "thing.done", Instant.EPOCH));
    assertMalformed(written("1", "t".repeat(101), Instant.EPOCH));
  }

  private static void assertMalformed(byte[] body) {
    assertThatExceptionOfType(MalformedEvent.class).isThrownBy(() -> CloudEventJson.read(body));
  }

  private static byte[] written(String id, String type, Instant time) {
    return CloudEventJson.write(
            id, URI.create("/test"), type, "subject", time, Map.of("name", "Zoë"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
