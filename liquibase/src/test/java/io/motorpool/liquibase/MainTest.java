package io.motorpool.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void createsAndMigratesOnlyWhatItIsAskedFor() throws Exception {
    try (LocalServer local = new LocalServer()) {
      assertThat(run(local.environment(), "customerdb", "billingdb")).isZero();
      assertThat(printed(out).lines())
          .hasSize(2)
          .allMatch(it -> it.matches("(customerdb|billingdb) +.*(up to date|applied)"));
      assertThat(run(local.environment(), "vehicledb", "--migrate-only")).isEqualTo(1);
      assertThat(printed(err))
          .startsWith("Cannot open jdbc:postgresql://127.0.0.1:")
          .containsOnlyOnce("\n");
      assertThat(run(local.environment(), "billingdb", "--migrate-only")).isZero();
      assertThat(printed(out)).matches("billingdb +up to date\\R");
    }
  }

  @Test
  void anUnknownDatabaseIsAnsweredWithTheUsage() {
    assertThat(run(Map.of(), "carsdb")).isEqualTo(2);
    assertThat(printed(err)).startsWith("Unknown argument or database: carsdb").contains("Usage:");
  }

  @Test
  void anotherKindOfServerIsRefusedInOneLine() {
    Map<String, String> environment =
        Map.of("MOTORPOOL_DATABASE_ADMIN_URL", "jdbc:oracle:thin:@localhost");
    assertThat(run(environment)).isEqualTo(1);
    assertThat(printed(err))
        .isEqualToIgnoringNewLines(
            "'jdbc:oracle:thin:@localhost' is not a PostgreSQL URL:"
                + " expected jdbc:postgresql://<host>:<port>/<database>");
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    return Main.run(
        List.of(arguments),
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
