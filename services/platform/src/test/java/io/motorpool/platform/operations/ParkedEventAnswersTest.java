package io.motorpool.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.common.model.ParkedEventBody;
import io.motorpool.contracts.common.model.ParkedEventBodyEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParkedEventAnswersTest {

  @Test
  void aTextIsShownAsItIs() {
    byte[] bytes = "Straße".getBytes(StandardCharsets.UTF_8);

    ParkedEventBody body = ParkedEventAnswers.body(bytes, bytes.length);

    assertThat(body.getContent()).isEqualTo("Straße");
    assertThat(body.getEncoding()).isEqualTo(ParkedEventBodyEncoding.TEXT);
    assertThat(body.getComplete()).isTrue();
  }

  @Test
  void bytesThatAreNoTextAreShownInBase64() {
    ParkedEventBody body = ParkedEventAnswers.body(new byte[] {(byte) 0xff, 0}, 2);

    assertThat(body.getContent()).isEqualTo("/wA=");
    assertThat(body.getEncoding()).isEqualTo(ParkedEventBodyEncoding.BASE64);
  }

  @Test
  void aTextThatIsCutInTheMiddleOfACharacterLosesNoByte() {
    byte[] bytes = Arrays.copyOf("aß".getBytes(StandardCharsets.UTF_8), 2);

    ParkedEventBody body = ParkedEventAnswers.body(bytes, 3);

    assertThat(body.getContent()).isEqualTo("YcM=");
    assertThat(body.getComplete()).isFalse();
  }
}
