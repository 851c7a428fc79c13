package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        "[]",
        "null",
        "7",
        "\"text\"",
        "{\"specversion\": \"1.0\"}",
        "{\"specversion\": 1.0, #}",
        "{\"specversion\": null, #}",
        "{\"specversion\": \"9.9\", #}",
        "{\"specversion\": \"\", #}",
        "{\"specversion\": {}, #}",
        "{#}",
        "{\"specversion\": \"1.0\", \"source\": \"/a\", \"type\": \"b\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": {}, \"source\": \"/a\", \"type\": \"b\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": null, \"source\": \"/a\", \"type\": \"b\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"a b %\", \"type\": \"b\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": [], \"type\": \"b\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"data\": {}}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": [\"b\"], \"data\": {}}",
        "{\"specversion\": \"1.0\", #, \"time\": \"yesterday\"}",
        "{\"specversion\": \"1.0\", #, \"time\": 7}",
        "{\"specversion\": \"1.0\", #, \"time\": {}}",
        "{\"specversion\": \"1.0\", #, \"subject\": []}",
        "{\"specversion\": \"1.0\", #, \"dataschema\": \"a b\"}",
        "{\"specversion\": \"1.0\", #, \"datacontenttype\": {}}",
        "{\"specversion\": \"1.0\", #, \"not-a-name\": {}}",
        "{\"specversion\": \"1.0\", #, \"data_base64\": \"AAAA\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": \"b\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": \"b\", \"data_base64\": \"%\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": \"b\", \"data_base64\": 7}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": \"b\", \"data_base64\": \"AAAA\"}"
      })
  void refusesWhatIsNoEvent(String body) {
    String rest = "\"id\": \"1\", \"source\": \"/a\", \"type\": \"b\", \"data\": {}";

    assertMalformed(body.replace("#", rest).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatIsNoText() throws Exception {
    ByteArrayOutputStream serialised = new ByteArrayOutputStream();
    new ObjectOutputStream(serialised).writeObject(new ArrayList<>(List.of("a")));
    assertMalformed(serialised.toByteArray());
    assertMalformed(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
    assertMalformed(new byte[1_000_000]);
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    for (int depth : new int[] {5_000, 1_000_000}) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      assertMalformed(deep.getBytes(StandardCharsets.UTF_8));
      assertMalformed(
          new String(written("1", "thing.done", Instant.EPOCH), StandardCharsets.UTF_8)
              .replace("\"Zoë\"", deep)
              .getBytes(StandardCharsets.UTF_8));
    }
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
