package io.motorpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client has what the contract has, under its version. */
class ContractTest {

  private static JsonNode contract;

  @BeforeAll
  static void read() throws IOException {
    contract =
        new YAMLMapper().readTree(Path.of("../../contracts/target/merged/motorpool.yaml").toFile());
  }

  @Test
  void theVersionIsTheContracts() {
    assertThat(System.getProperty("project.version").replace("-SNAPSHOT", ""))
        .isEqualTo(contract.at("/info/version").asText());
  }

  @Test
  void everyOperationIsACall() {
    Set<String> calls = new TreeSet<>();
    for (Method api : Motorpool.class.getMethods()) {
      if (api.getReturnType().getPackageName().equals("io.motorpool.client.api")) {
        Stream.of(api.getReturnType().getDeclaredMethods())
            .map(Method::getName)
            .forEach(calls::add);
      }
    }
    assertThat(calls).containsAll(operations()).hasSizeGreaterThan(200);
  }

  private static List<String> operations() {
    return contract.path("paths").properties().stream()
        .map(Map.Entry::getValue)
        .flatMap(path -> path.findValuesAsText("operationId").stream())
        .toList();
  }
}
