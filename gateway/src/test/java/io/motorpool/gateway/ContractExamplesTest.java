package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the contracts give as an example is let through. */
class ContractExamplesTest {

  static final List<String> SERVICES = Contracts.SERVICES;

  @ParameterizedTest
  @FieldSource("SERVICES")
  @SuppressWarnings("unchecked")
  void letsThroughTheExamplesOfTheBodies(String service) {
    byte[] contract = Contracts.contract(service);
    Map<String, Object> document = Contracts.load(contract);
    int examples = 0;
    int bodies = 0;
    for (Route route : Contracts.routes(service, contract)) {
      for (Map.Entry<String, Operation> operation : route.operations().entrySet()) {
        if (operation.getValue().rules().bodyTypes().contains("application/json")) {
          bodies++;
          for (Object example :
              examples(document, route.template(), operation.getKey().toLowerCase(Locale.ROOT))) {
            examples++;
            assertThat(
                    operation
                        .getValue()
                        .rules()
                        .againstBody(
                            Buffer.buffer(new JsonObject((Map<String, Object>) example).encode())))
                .as("%s %s %s", operation.getKey(), route.template(), example)
                .isEmpty();
          }
        }
      }
    }
    assertThat(examples).as("examples").isGreaterThanOrEqualTo(bodies);
  }

  @Test
  void knowsTheParametersOfTheContracts() {
    Route route =
        Contracts.routes("reservation", Contracts.contract("reservation")).stream()
            .filter(it -> it.template().equals("/reservations"))
            .findFirst()
            .orElseThrow();

    assertThat(route.operation("POST").rules().bodyTypes()).containsExactly("application/json");
    assertThat(route.operation("POST").rules().againstBody(Buffer.buffer("{}")))
        .extracting(Violation::place)
        .contains("#/customerId");
  }

  @SuppressWarnings("unchecked")
  private static List<Object> examples(
      Map<String, Object> document, String template, String method) {
    Map<String, Object> paths = (Map<String, Object>) document.get("paths");
    Map<String, Object> item = (Map<String, Object>) paths.get(template);
    Map<String, Object> operation = (Map<String, Object>) item.get(method);
    Map<String, Object> body = (Map<String, Object>) operation.get("requestBody");
    Map<String, Object> content = (Map<String, Object>) body.get("content");
    Map<String, Object> json = (Map<String, Object>) content.get("application/json");
    Map<String, Object> named =
        (Map<String, Object>) json.getOrDefault("examples", new LinkedHashMap<>());
    return json.containsKey("example")
        ? List.of(json.get("example"))
        : named.values().stream().map(it -> ((Map<String, Object>) it).get("value")).toList();
  }
}
