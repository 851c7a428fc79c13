package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.Contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ROLES.md is what the contracts say, for people. */
class RolesTableTest {

  private static final Path FILE = Path.of("ROLES.md");
  private static final List<String> ROLES = List.of("customer", "agent", "manager", "operator");

  @Test
  void theTableIsWhatTheContractsSay() throws IOException {
    String wanted = wanted();
    if ("true".equals(System.getenv("MOTORPOOL_WRITE_ROLES"))) {
      Files.writeString(FILE, wanted);
    }

    assertThat(FILE)
        .as("To have it written: MOTORPOOL_WRITE_ROLES=true ./mvnw -pl contracts test")
        .hasContent(wanted);
  }

  private static String wanted() {
    List<String> lines = new ArrayList<>();
    lines.add("# Who may call what");
    lines.add("");
    lines.add(
        "As the contracts say (`security` of each operation); `RolesTableTest` writes this file.");
    lines.add("Customers see and do only what is theirs. What everybody may call needs no token.");
    for (Contract contract : Contract.services()) {
      lines.add("");
      lines.add("## " + contract.root().at("/info/title").asText());
      lines.add("");
      lines.add("| operation | everybody | " + String.join(" | ", ROLES) + " |");
      lines.add("| --- |" + " :-: |".repeat(ROLES.size() + 1));
      contract.operations().stream().map(RolesTableTest::row).forEach(lines::add);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(Operation operation) {
    JsonNode security = operation.node().path("security");
    List<String> roles = new ArrayList<>();
    security.path(0).path("openId").forEach(role -> roles.add(role.asText()));
    return Stream.concat(
            Stream.of(
                "`%s %s`".formatted(operation.method().toUpperCase(Locale.ROOT), operation.path()),
                mark(security.isEmpty())),
            ROLES.stream().map(role -> mark(roles.contains(role))))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String mark(boolean allowed) {
    return allowed ? "✓" : "";
  }
}
