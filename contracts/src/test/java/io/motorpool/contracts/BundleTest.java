package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleTest {

  static List<Contract> services() {
    return Contract.services();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aBundleNeedsNoOtherFile(Contract contract) {
    JsonNode bundle = contract.bundled().root();
    assertThat(bundle.findValuesAsText("$ref")).isNotEmpty().allMatch(ref -> ref.startsWith("#/"));
    assertThat(bundle.findValues("x-field-extra-annotation")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aBundleSaysWhatTheContractSays(Contract contract) {
    Contract bundle = contract.bundled();
    for (String part : Set.of("openapi", "info", "servers", "tags", "paths")) {
      assertThat(bundle.resolved(bundle.root().get(part)))
          .as(part)
          .isEqualTo(withoutHints(contract.resolved(contract.root().get(part))));
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void aBundleKeepsTheSharedResponsesAsComponents(Contract contract) {
    assertThat(contract.bundled().root().at("/components/responses").has("BadRequest")).isTrue();
    assertThat(contract.bundled().root().at("/components/schemas").has("Problem")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("services")
  void aBundleParsesWithoutAMessage(Contract contract) {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    var result =
        new OpenAPIV3Parser()
            .readLocation(contract.bundled().file().toUri().toString(), null, options);
    assertThat(result.getMessages()).isEmpty();
  }

  static JsonNode withoutHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("x-field-extra-annotation");
    }
    node.forEach(BundleTest::withoutHints);
    return node;
  }
}
