package io.motorpool.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.motorpool.contracts.Contract.Operation;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.customer.api.CustomersApi;
import io.motorpool.contracts.vehicle.model.BranchInput;
import io.motorpool.contracts.vehicle.model.VehicleInput;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTypesTest {

  private static final ObjectMapper JSON = strictMapper();

  /** Set as the services' mapper is: dates as text, unknown fields refused. */
  static ObjectMapper strictMapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  static List<Contract> services() {
    return Contract.services();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyExampleIsReadAndWrittenUnchanged(Contract contract) throws Exception {
    int read = 0;
    for (Operation operation : contract.operations()) {
      for (JsonNode part : operation.node().findValues("application/json")) {
        String schema = part.at("/schema/$ref").asText().replaceAll(".*/", "");
        Class<?> type = Class.forName(modelPackage(contract) + "." + schema);
        for (JsonNode example : ExamplesTest.examples(part)) {
          Object value = JSON.treeToValue(example, type);
          assertThat(JSON.readTree(JSON.writeValueAsString(value)))
              .as("%s %s", operation, schema)
              .isEqualTo(example);
          read++;
        }
      }
    }
    assertThat(read).isPositive();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyOperationIsAMethodOfItsTagsInterfaceAndClient(Contract contract) throws Exception {
    for (Operation operation : contract.operations()) {
      String base = modelPackage(contract).replaceAll("\\.model$", "");
      String tag = operation.node().at("/tags/0").asText();
      for (String type :
          List.of(base + ".api." + tag + "Api", base + ".client." + tag + "Client")) {
        assertThat(Class.forName(type).getMethods())
            .as(type)
            .extracting(Method::getName)
            .contains(operation.node().path("operationId").asText());
      }
    }
  }

  @Test
  void anAmountIsWrittenAsAStringWithTwoPlaces() throws JsonProcessingException {
    assertThat(JSON.writeValueAsString(new Money().amount(new BigDecimal("5")).currency("EUR")))
        .isEqualTo("{\"amount\":\"5.00\",\"currency\":\"EUR\"}");
    assertThat(JSON.writeValueAsString(new Money().amount(new BigDecimal("1E+3")).currency("EUR")))
        .isEqualTo("{\"amount\":\"1000.00\",\"currency\":\"EUR\"}");
  }

  @Test
  void anAmountThatWouldHaveToBeRoundedIsRefused() {
    Money money = new Money().amount(new BigDecimal("0.005")).currency("EUR");
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> JSON.writeValueAsString(money));
  }

  @Test
  void anAmountIsReadExactly() throws JsonProcessingException {
    Money money = JSON.readValue("{\"amount\":\"-12.50\",\"currency\":\"EUR\"}", Money.class);
    assertThat(money.getAmount()).isEqualTo(new BigDecimal("-12.50"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12.5",
        "12.50",
        "\"12.5\"",
        "\"12\"",
        "\"1e2\"",
        "\"\"",
        "\"12.500\"",
        "\" 1.00\"",
        "\"12345678901.00\"",
        "{}",
        "\"١٢.٣٤\""
      })
  void anythingButAnAmountIsAMismatchWithItsPlace(String amount) {
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(
            () -> JSON.readValue("{\"amount\":" + amount + ",\"currency\":\"EUR\"}", Money.class))
        .satisfies(e -> assertThat(e.getPath().getFirst().getFieldName()).isEqualTo("amount"));
  }

  @Test
  void aStringsConstraintIsNeverPutOnADecimal() throws NoSuchMethodException {
    assertThat(Money.class.getMethod("getAmount").getAnnotation(Pattern.class)).isNull();
    assertThat(Money.class.getMethod("getCurrency").getAnnotation(Pattern.class)).isNotNull();
  }

  @Test
  void anUnknownFieldIsRefused() {
    assertThatExceptionOfType(UnrecognizedPropertyException.class)
        .isThrownBy(() -> JSON.readValue("{\"colour\":\"red\"}", VehicleInput.class));
  }

  @Test
  void anUnknownEnumValueIsRefused() {
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> JSON.readValue("{\"status\":\"STOLEN\"}", VehicleInput.class));
  }

  @Test
  void aRequiredListThatIsMissingIsNotTakenForAnEmptyOne() throws JsonProcessingException {
    assertThat(JSON.readValue("{}", BranchInput.class).getOpeningHours()).isNull();
  }

  @Test
  void aSuccessIsAnsweredAsPlainJson() {
    assertThat(CustomersApi.class.getMethods())
        .allSatisfy(
            method ->
                assertThat(Arrays.asList(method.getAnnotation(Produces.class).value()))
                    .containsExactly("application/json"));
  }

  private static String modelPackage(Contract contract) {
    return "io.motorpool.contracts." + contract.toString().replace(".yaml", "") + ".model";
  }
}
