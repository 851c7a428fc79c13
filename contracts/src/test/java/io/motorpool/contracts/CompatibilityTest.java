package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing breaks the clients and listeners of the last release unless the major version says so,
 * and integrators read of every change in CHANGELOG.md.
 */
class CompatibilityTest {

  private static final Path CHANGELOG = Path.of("CHANGELOG.md");
  private static final String BEGIN = "## Unreleased\n";

  static List<Comparison> comparisons() {
    return Comparison.all();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void clientsOfTheLastReleaseGoOn(Comparison comparison) {
    if (!comparison.mayBreakClients()) {
      assertThat(comparison.breaksClients())
          .as(
              "%s breaks clients of %s: %s",
              comparison.name(), comparison.released(), comparison.changes())
          .isFalse();
    }
  }

  @Test
  void theChangelogTellsWhatHasChanged() throws IOException {
    String text = Files.readString(CHANGELOG);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf("\n## ", begin);
    String wanted = text.substring(0, begin) + unreleased() + text.substring(end);
    if ("true".equals(System.getenv("MOTORPOOL_WRITE_CHANGELOG"))) {
      Files.writeString(CHANGELOG, wanted);
    }

    assertThat(CHANGELOG)
        .as("To have it written: MOTORPOOL_WRITE_CHANGELOG=true ./mvnw -pl contracts test")
        .hasContent(wanted);
  }

  private static String unreleased() {
    List<String> lines = new ArrayList<>();
    for (Comparison comparison : comparisons()) {
      if (!comparison.changes().isEmpty()) {
        lines.add("");
        lines.add("### " + comparison.name());
        lines.add("");
        comparison.changes().forEach(change -> lines.add("- " + change));
      }
    }
    return lines.isEmpty() ? "\nNothing yet.\n" : String.join("\n", lines) + "\n";
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        Arguments.of(
            "a path that is gone",
            change("reservation", "/paths", paths -> paths.remove("/quotes"))),
        Arguments.of(
            "a property that answers lack",
            change("billing", "/components/schemas/Invoice/properties", it -> it.remove("number"))),
        Arguments.of(
            "a property that requests need",
            change(
                "customer",
                "/components/schemas/CustomerInput",
                input -> {
                  ((ObjectNode) input.path("properties"))
                      .putObject("loyaltyNumber")
                      .put("type", "string");
                  ((ArrayNode) input.path("required")).add("loyaltyNumber");
                })),
        Arguments.of(
            "another type",
            change(
                "vehicle",
                "/components/schemas/Vehicle/properties/odometerKm",
                odometer -> odometer.put("type", "string"))),
        Arguments.of("an event that is gone", withoutMessage()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void whatBreaksClientsIsNoticed(String what, Comparison comparison) {
    assertThat(comparison.breaksClients()).as(what).isTrue();
    assertThat(comparison.changes()).anyMatch(line -> line.startsWith("**"));
  }

  @Test
  void whatClientsCanIgnoreBreaksNothing() {
    Comparison comparison =
        change(
            "vehicle",
            "/components/schemas/Vehicle/properties",
            properties -> properties.putObject("colour").put("type", "string"));

    assertThat(comparison.breaksClients()).isFalse();
    assertThat(comparison.changes()).isNotEmpty().allMatch(line -> line.startsWith("changed: "));
  }

  private static Comparison change(String service, String pointer, Consumer<ObjectNode> change) {
    Contract contract = Contract.read(Contract.BUNDLED.resolve(service + ".yaml"));
    JsonNode changed = contract.root().deepCopy();
    change.accept((ObjectNode) changed.at(pointer));
    return Comparison.of(contract, new Contract(contract.file(), changed));
  }

  private static Comparison withoutMessage() {
    Contract events = Contract.read(Contract.ASYNCAPI.resolve("events.yaml"));
    JsonNode changed = events.root().deepCopy();
    ObjectNode messages = (ObjectNode) changed.path("channels").elements().next().path("messages");
    messages.remove(messages.fieldNames().next());
    return Comparison.of(events, new Contract(events.file(), changed));
  }
}
