package io.motorpool.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTrafficTest {

  private static final String ONE = "/customers/0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a";
  private static final String INPUT =
      """
      {"firstName":"Anna","lastName":"Gruber","email":"anna@example.com","dateOfBirth":"1991-04-17",
       "drivingLicence":{"number":"09123456","country":"AT","issuedOn":"2010-05-03",
                         "expiresOn":"2030-05-02"}}""";
  private static final String CUSTOMER =
      """
      {"id":"0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a","status":"ACTIVE","version":0,
       "createdAt":"2026-11-02T09:15:00Z","updatedAt":"2026-11-02T09:15:00Z",
       """
          + INPUT.substring(1);

  private final ContractTraffic customers = ContractTraffic.of("customer");
  private final Map<String, List<String>> requestHeaders =
      new HashMap<>(Map.of("content-type", List.of("application/json"), "x-any", List.of("1")));
  private final Map<String, List<String>> answerHeaders =
      new HashMap<>(
          Map.of(
              "content-type", List.of("application/json;charset=UTF-8"),
              "date", List.of("today"),
              "etag", List.of("\"0\"")));

  @Test
  void hasNothingAgainstWhatIsInTheContract() {
    assertThat(get(ONE, 200, CUSTOMER)).isEmpty();
    assertThat(send("HEAD", ONE, "", "", 200, "")).isEmpty();
    answerHeaders.put("location", List.of(ONE));
    assertThat(send("POST", "/customers", "", INPUT, 201, CUSTOMER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          firstName  | givenName      | #/givenName             | (additionalProperties)
          version    | revision       | # required              | (required)
          ACTIVE     | ASLEEP         | #/status                | (enum)
          09123456   | ''             | #/drivingLicence/number | (minLength)
          1991-04-17 | 17.4.1991      | #/dateOfBirth           | (format)
          "Anna"     | null           | #/firstName             | (type)
          "number"   | "x":1,"number" | #/drivingLicence/x      | (additionalProperties)
          """)
  void tellsWhatInAnAnswerIsOtherwise(String from, String to, String place, String rule) {
    assertThat(get(ONE, 200, CUSTOMER.replace(from, to)))
        .anyMatch(
            it ->
                it.startsWith("GET /customers/{customerId} 200: in the answer the body at " + place)
                    && it.endsWith(rule));
  }

  @Test
  void tellsOfStatusesHeadersAndMediaTypes() {
    assertThat(get(ONE, 202, CUSTOMER)).containsExactly(ofAnswer(202, "the status is not in"));
    answerHeaders.put("x-undocumented", List.of("1"));
    String tooLong = "x".repeat(201);
    answerHeaders.put("etag", List.of(tooLong));
    assertThat(get(ONE, 200, CUSTOMER))
        .containsExactlyInAnyOrder(
            ofAnswer(200, "the header x-undocumented is not in"),
            ofAnswer(200, "the header etag is not as") + " has it: " + tooLong);
    answerHeaders.keySet().removeAll(List.of("x-undocumented", "etag"));
    answerHeaders.put("content-type", List.of("text/plain"));
    assertThat(get(ONE, 200, CUSTOMER))
        .containsExactly(ofAnswer(200, "the media type 'text/plain' is not in"));
    assertThat(get(ONE, 200, "")).singleElement().asString().endsWith("the body is missing");
  }

  private static String ofAnswer(int status, String what) {
    return "GET /customers/{customerId} %d: in the answer %s the contract".formatted(status, what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1&limit=2", "sort=name", "email="})
  void tellsWhichParametersWereServedAgainstTheContract(String query) {
    answerHeaders.remove("etag");
    String page = "{\"items\":[]}";

    assertThat(send("GET", "/customers", query, "", 200, page))
        .singleElement()
        .asString()
        .startsWith("GET /customers 200: served although in the request the parameter ")
        .contains(query.split("=")[0]);
    assertThat(send("GET", "/customers", "limit=1", "", 200, page)).isEmpty();
  }

  @Test
  void tellsWhichBodiesWereServedAgainstTheContract() {
    answerHeaders.put("location", List.of(ONE));
    String unknown = INPUT.replace("lastName", "surname");

    assertThat(send("POST", "/customers", "", unknown, 201, CUSTOMER))
        .hasSize(2)
        .allMatch(
            it ->
                it.startsWith("POST /customers 201: served although in the request the body at #"));
    assertThat(send("POST", "/customers", "", "", 201, CUSTOMER))
        .singleElement()
        .asString()
        .endsWith("in the request the body is missing");
    requestHeaders.put("content-type", List.of("text/plain"));
    assertThat(send("POST", "/customers", "", INPUT, 201, CUSTOMER))
        .singleElement()
        .asString()
        .contains("'text/plain'");
  }

  @Test
  void letsNothingBeServedWhereThereIsNoOperation() {
    String problem = "{\"type\":\"urn:x\",\"title\":\"Not found\",\"status\":404}";

    assertThat(get("/nowhere", 404, problem)).isEmpty();
    assertThat(get("/nowhere", 404, "gone")).singleElement().asString().contains("not JSON");
    assertThat(get("/nowhere", 200, "{}"))
        .containsExactly("GET /nowhere 200: is not in the contract, and neither a 404 nor a 405");
    assertThat(send("DELETE", "/customers", "", "", 204, "")).hasSize(1);
    assertThat(get("/health/live", 200, "{}")).isEmpty();
    assertThat(get("/healthy", 200, "{}")).hasSize(1);
  }

  private List<String> get(String path, int status, String answer) {
    return send("GET", path, "", "", status, answer);
  }

  private List<String> send(
      String method, String path, String query, String body, int status, String answer) {
    return customers.check(
        new HttpExchange(
            method,
            path,
            query,
            requestHeaders,
            body.getBytes(UTF_8),
            status,
            answerHeaders,
            answer.getBytes(UTF_8)));
  }
}
