package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftTest {

  @AfterEach
  void leaveNothing() {
    // Whatever was reported is told once.
    Drift.failIfFound();
  }

  @Test
  void failsOnceForWhatAnybodyReported() throws Exception {
    Drift.report("GET /here 200: this");
    Drift.report("GET /here 200: this");
    Files.writeString(Drift.ofOthers(), "GET /elsewhere 200: that\n");

    assertThatThrownBy(Drift::failIfFound)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("2 times the service is not as the contracts have it:")
        .hasMessageContaining("GET /here 200: this")
        .hasMessageContaining("GET /elsewhere 200: that");
  }
}
