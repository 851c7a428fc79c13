package io.motorpool.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMapperProviderTest {

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();

  record Example(
      String text,
      Integer number,
      BigDecimal amount,
      LocalDate day,
      OffsetDateTime time,
      UUID id) {}

  @Test
  void readsWhatAContractHas() throws Exception {
    Example example =
        mapper.readValue(
            """
            {"text": "ä", "number": 3, "amount": "1.50", "day": "2026-05-17",
             "time": "2026-05-17T10:00:00+02:00", "id": "0193d5a4-3000-7c00-8000-000000000001"}""",
            Example.class);

    assertThat(example.amount()).isEqualByComparingTo("1.50");
    assertThat(example.day()).isEqualTo("2026-05-17");
    assertThat(example.time().toInstant()).isEqualTo("2026-05-17T08:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"unknown\": 1}",
        "{\"text\": 1}",
        "{\"text\": true}",
        "{\"text\": \"a\\u0000b\"}",
        "{\"text\": \"a\", \"text\": \"b\"}",
        "{\"number\": \"3\"}",
        "{\"number\": 3.5}",
        "{\"day\": 20260517}",
        "{\"day\": [2026, 5, 17]}",
        "{\"day\": \"2026-02-30\"}",
        "{\"day\": \"+12026-02-03\"}",
        "{\"time\": 1234567890}",
        "{\"time\": \"2026-05-17T10:00:00\"}",
        "{\"id\": \"42\"}",
        "{\"id\": \"\"}",
        "{\"id\": \" \"}",
        "{} {}",
        "[]",
        "{"
      })
  void refusesEverythingElse(String json) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> mapper.readValue(json, Example.class));
  }

  record Many(List<String> texts) {}

  @Test
  void refusesNullInAList() throws Exception {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> mapper.readValue("{\"texts\": [\"a\", null]}", Many.class));
    assertThat(mapper.readValue("{\"texts\": null}", Many.class).texts()).isNull();
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);

    assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> mapper.readTree(deep));
  }

  @Test
  void writesTimesAsIso8601AndLeavesOutWhatIsAbsent() throws Exception {
    Example example =
        new Example(null, null, null, null, OffsetDateTime.parse("2026-05-17T10:00:00Z"), null);

    assertThat(mapper.writeValueAsString(example)).isEqualTo("{\"time\":\"2026-05-17T10:00:00Z\"}");
  }
}
