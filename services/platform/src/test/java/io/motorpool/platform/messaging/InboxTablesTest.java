package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboxTablesTest {

  @Test
  void aReasonIsOneLineThatCanBeStored() {
    assertThat(InboxTables.reason(new MalformedEvent("a\0b\nc\ud800d", null)))
        .isEqualTo("MalformedEvent: a b c d");
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    String reason = InboxTables.reason(new MalformedEvent("\ud83d\ude97".repeat(2_000), null));

    assertThat(reason.codePointCount(0, reason.length())).isEqualTo(1_000);
    assertThat(reason).endsWith("\ud83d\ude97");
  }
}
