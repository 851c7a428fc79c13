package io.motorpool.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void continuesTheTraceOfTheCaller() {
    TraceParent place = TraceParent.continuing(GIVEN);

    assertThat(place).hasToString(GIVEN);
    assertThat(place.next().traceId()).isEqualTo(place.traceId());
    assertThat(place.next().parentId()).isNotEqualTo(place.parentId());
    assertThat(place.next().flags()).isEqualTo("01");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "0af7651916cd43dd8448eb211c80319c"
      })
  void beginsANewOneWhereThereIsNoneToContinue(String text) {
    TraceParent place = TraceParent.continuing(text);

    assertThat(place.toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(TraceParent.continuing(place.toString())).isEqualTo(place);
  }
}
