package io.motorpool.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.embedded.DevelopmentIssuer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir private Path data;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aTokenIsAllThatIsPrinted() {
    try (DevelopmentIssuer issuer = DevelopmentIssuer.start()) {
      assertThat(run(issuer.issuer().getPort(), "token", "manager")).isZero();
      assertThat(text(out)).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
      assertThat(text(err)).isEmpty();
    }
  }

  @Test
  void withoutARunningPlatformThereIsNoToken() {
    assertThat(run(1, "token", "agent")).isEqualTo(1);
    assertThat(text(err)).startsWith("Motorpool is not running: ").hasLineCount(1);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void anUnknownRoleCommandOrOptionIsMisuse() {
    assertThat(run(1, "token", "chef")).isEqualTo(2);
    assertThat(text(err))
        .isEqualToIgnoringNewLines(
            "Usage: ./run token customer|agent|manager|operator [<customerId>]");
    assertThat(run(1, "fly")).isEqualTo(2);
    assertThat(run(1, "start", "--database=x")).isEqualTo(2);
  }

  @Test
  void theDemoNeedsARunningPlatform() {
    assertThat(run(1, "demo")).isEqualTo(1);
    assertThat(text(err)).contains("nothing answers at http://127.0.0.1:1").hasLineCount(1);
  }

  private int run(int port, String... arguments) {
    out.reset();
    err.reset();
    Map<String, String> environment =
        Map.of(
            "MOTORPOOL_DATA",
            data.toString(),
            "MOTORPOOL_ISSUER_PORT",
            Integer.toString(port),
            "MOTORPOOL_GATEWAY_PORT",
            Integer.toString(port));
    return new Main(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
