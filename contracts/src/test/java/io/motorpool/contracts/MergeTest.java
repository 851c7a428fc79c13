package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.Contract.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All contracts in one document. */
class MergeTest {

  private final Contract merged = Contract.read(Contract.MERGED);

  @Test
  void hasEveryOperationAsItsServiceHasIt() {
    Map<String, JsonNode> expected = new HashMap<>();
    for (Contract contract : Contract.services()) {
      Contract bundle = contract.bundled();
      bundle.operations().forEach(it -> expected.put(it.toString(), bundle.resolved(it.node())));
    }
    Map<String, JsonNode> found = new HashMap<>();
    merged.operations().forEach(it -> found.put(it.toString(), merged.resolved(it.node())));
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(100);
  }

  @Test
  void namesEveryTagAndEveryOperationOnce() {
    List<String> tags = new ArrayList<>();
    merged.root().get("tags").forEach(tag -> tags.add(tag.get("name").asText()));
    assertThat(tags).doesNotHaveDuplicates().contains("Reservations", "Operations");
    assertThat(merged.operations())
        .map(Operation::node)
        .map(it -> it.get("operationId").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void parsesWithoutAMessage() {
    var result = new OpenAPIV3Parser().readLocation(Contract.MERGED.toUri().toString(), null, null);
    assertThat(result.getMessages()).isEmpty();
  }
}
