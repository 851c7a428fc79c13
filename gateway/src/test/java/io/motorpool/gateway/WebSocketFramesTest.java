package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramesTest {

  private final WebSocketFrames frames = new WebSocketFrames();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
  void knowsWhereAFrameEndsHoweverItIsCutUp(int length) {
    Buffer frame = text(length);

    for (int i = 0; i < frame.length() - 1; i++) {
      frames.passed(frame.slice(i, i + 1));
      assertThat(frames.areWhole()).as("after byte %d", i).isFalse();
    }
    frames.passed(frame.slice(frame.length() - 1, frame.length()));

    assertThat(frames.areWhole()).isTrue();
    assertThat(frames.areClosing()).isFalse();
    assertThat(frames.count()).isEqualTo(1);
    assertThat(frames.longest()).isEqualTo(length);
  }

  @Test
  void followsSeveralFramesInOneBuffer() {
    Buffer three = text(3).appendBuffer(text(70_000)).appendBuffer(text(130));

    frames.passed(three.slice(0, three.length() - 1));
    assertThat(frames.areWhole()).isFalse();
    frames.passed(three.slice(three.length() - 1, three.length()));

    assertThat(frames.areWhole()).isTrue();
  }

  @Test
  void seesACloseFrameBehindOthers() {
    frames.passed(text(10).appendBuffer(WebSocketFrames.close(1001)));

    assertThat(frames.areWhole()).isTrue();
    assertThat(frames.areClosing()).isTrue();
  }

  private static Buffer text(int length) {
    Buffer frame = Buffer.buffer().appendByte((byte) 0x81);
    if (length < 126) {
      frame.appendByte((byte) length);
    } else if (length <= 65_535) {
      frame.appendByte((byte) 126).appendUnsignedShort(length);
    } else {
      frame.appendByte((byte) 127).appendLong(length);
    }
    return frame.appendBytes(new byte[length]);
  }
}
