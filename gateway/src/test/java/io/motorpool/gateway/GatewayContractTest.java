package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not as the contract has them, which no service gets to see. */
class GatewayContractTest extends GatewayFixture {

  private static final String CONTRACT =
      """
      openapi: 3.0.3
      info: {title: Boats, version: '1'}
      paths:
        /boats:
          get:
            parameters:
              - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 200}}
              - {name: from, in: query, required: true, schema: {type: string, format: date}}
              - {name: at, in: query, schema: {type: string, format: date-time}}
              - {name: owner, in: query, schema: {type: string, format: uuid}}
              - {name: open, in: query, schema: {type: boolean}}
              - {name: code, in: query, schema: {type: string, pattern: '^[A-Z]{3}$', maxLength: 3}}
              - {name: state, in: query, schema: {$ref: '#/components/schemas/State'}}
              - {name: If-Match, in: header, schema: {type: string, pattern: '^"\\d+"$'}}
            responses: {}
          post:
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Boat'}}}
            responses: {}
        /boats/imports:
          post:
            requestBody:
              required: true
              content: {text/csv: {schema: {type: string}}}
            responses: {}
        /boats/{boatId}:
          parameters:
            - $ref: '#/components/parameters/BoatId'
          get: {responses: {}}
        /boats/{boatId}/launch:
          parameters:
            - $ref: '#/components/parameters/BoatId'
          post: {responses: {}}
      components:
        parameters:
          BoatId: {name: boatId, in: path, required: true, schema: {type: string, format: uuid}}
        schemas:
          State: {type: string, enum: [AFLOAT, SUNK]}
          Boat:
            type: object
            additionalProperties: false
            required: [name, crew]
            properties:
              name: {type: string, minLength: 1, maxLength: 10}
              state: {$ref: '#/components/schemas/State'}
              price: {type: string, format: decimal, pattern: '^\\d+\\.\\d{2}$'}
              mail: {type: string, format: email}
              crew:
                type: array
                maxItems: 2
                items: {$ref: '#/components/schemas/Sailor'}
          Sailor:
            type: object
            additionalProperties: false
            required: [age]
            properties:
              age: {type: integer, format: int32, minimum: 0}
              knots~/: {type: boolean}
      """;

  private static final String BOAT_ID = "0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a";

  private final List<String> passed = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aServiceBehindTheContract() {
    routes.addAll(Contracts.routes("vehicle", CONTRACT.getBytes(UTF_8)));
    service(
        "vehicle",
        request ->
            request
                .body()
                .onSuccess(
                    body -> {
                      passed.add(request.uri() + " " + body);
                      request.response().end();
                    }));
    start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/boats?from=2026-05-17",
        "/boats?limit=1&from=2026-05-17&open=true&code=ABC&state=SUNK&owner=" + BOAT_ID,
        "/boats?from=2026-05-17&at=2026-05-17T10:00:00%2B02:00",
        "/boats/" + BOAT_ID
      })
  void letsThroughWhatIsAsTheContractHasIt(String uri) throws Exception {
    assertThat(get(uri).statusCode()).isEqualTo(200);
    assertThat(passed).containsExactly(uri + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /boats                               | from  | is missing
          /boats?from=2026-05-17&limit=0       | limit | must be greater than or equal to 1
          /boats?from=2026-05-17&limit=201     | limit | must be less than or equal to 200
          /boats?from=2026-05-17&limit=ten     | limit | must be an integer
          /boats?from=2026-05-17&limit=1.5     | limit | must be an integer
          /boats?from=2026-05-17&limit=        | limit | must be an integer
          /boats?from=2026-05-17&limit=1&limit=2 | limit | must not be given more than once
          /boats?from=17.05.2026               | from  | must be a date, as in 2026-05-17
          /boats?from=2026-02-30               | from  | must be a date, as in 2026-05-17
          /boats?from=2026-05-17&at=noon       | at    | must be a date-time, as in 2026-05-17T10:00:00Z
          /boats?from=2026-05-17&owner=me      | owner | must be a UUID
          /boats?from=2026-05-17&open=yes      | open  | must be true or false
          /boats?from=2026-05-17&state=LOST    | state | must be one of [AFLOAT, SUNK]
          /boats?from=2026-05-17&code=abc      | code  | must match "^[A-Z]{3}$"
          /boats?from=2026-05-17&sort=name     | sort  | is not a parameter of the contract
          /boats/42                            | boatId | must be a UUID
          """)
  void saysWhichParameterIsWrong(String uri, String parameter, String detail) throws Exception {
    HttpResponse<String> answer = get(uri);

    assertProblem(answer, 400, "invalid-request", uri.replaceFirst("\\?.*", ""));
    assertThat(new JsonObject(answer.body()).getJsonArray("errors"))
        .containsExactly(new JsonObject().put("parameter", parameter).put("detail", detail));
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Anna\",\"crew\":[]}",
        " {\"crew\":[{\"age\":7,\"knots~/\":true}],\"state\":\"SUNK\",\"name\":\"Jürgen 🚢\",\"price\":\"1.00\",\"mail\":\"anywhere\"} "
      })
  void letsThroughBodiesThatAreAsTheContractHasThem(String body) throws Exception {
    assertThat(post("/boats", body).statusCode()).isEqualTo(200);
    assertThat(passed).containsExactly("/boats " + body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"crew":[]}                                  | #/name         | is missing
          {"name":"Anna","crew":[],"id":1}             | #/id           | is not a field of the contract
          {"name":"Anna","crew":[],"a~b/c":1}          | #/a~0b~1c      | is not a field of the contract
          {"name":7,"crew":[]}                         | #/name         | must be a string
          {"name":null,"crew":[]}                      | #/name         | must be a string
          {"name":"","crew":[]}                        | #/name         | must not be shorter than 1
          {"name":"Anna of the sea","crew":[]}         | #/name         | must not be longer than 10
          {"name":"Anna","crew":{}}                    | #/crew         | must be an array
          {"name":"Anna","crew":[{},{"age":1}]}        | #/crew/0/age   | is missing
          {"name":"Anna","crew":[{"age":1},{"age":-1}]} | #/crew/1/age   | must be greater than or equal to 0
          {"name":"Anna","crew":[{"age":1.5}]}         | #/crew/0/age   | must be an integer
          {"name":"Anna","crew":[{"age":"1"}]}         | #/crew/0/age   | must be an integer
          {"name":"Anna","crew":[{"age":1,"knots~/":1}]} | #/crew/0/knots~0~1 | must be true or false
          {"name":"Anna","crew":[null]}                | #/crew/0       | must be an object of the contract's shape
          {"name":"Anna","crew":[{"age":1},{"age":1},{"age":1}]} | #/crew | must not have more than 2 elements
          {"name":"Anna","crew":[],"state":"LOST"}     | #/state        | must be one of [AFLOAT, SUNK]
          {"name":"Anna","crew":[],"price":"1"}        | #/price        | must match "^\\d+\\.\\d{2}$"
          []                                           | #              | must be an object of the contract's shape
          {"name":"Anna","crew":[]                     | #              | is not well-formed JSON, or has a field twice
          {"name":"Anna","crew":[],"name":"Berta"}     | #              | is not well-formed JSON, or has a field twice
          {"name":"Anna","crew":[]} {}                 | #              | is not well-formed JSON, or has a field twice
          """,
      quoteCharacter = '\'')
  void saysWhatIsWrongWithABody(String body, String pointer, String detail) throws Exception {
    HttpResponse<String> answer = post("/boats", body);

    assertProblem(answer, 400, "invalid-request", "/boats");
    assertThat(new JsonObject(answer.body()).getJsonArray("errors"))
        .containsExactly(new JsonObject().put("pointer", pointer).put("detail", detail));
    assertThat(answer.body()).doesNotContain("Anna", "LOST");
    assertThat(passed).isEmpty();
  }

  @Test
  void saysAllThatIsWrongInOrderAndToAnEnd() throws Exception {
    HttpResponse<String> two = post("/boats", "{\"name\":\"\",\"crew\":1}");
    assertThat(new JsonObject(two.body()).getString("detail")).startsWith("2 values");
    assertThat(pointers(two)).containsExactly("#/crew", "#/name");

    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"field" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(pointers(post("/boats", many))).hasSize(50);
  }

  @Test
  void readsNothingThatIsNestedTooDeeply() throws Exception {
    HttpResponse<String> answer = post("/boats", "[".repeat(100_000));

    assertProblem(answer, 400, "invalid-request", "/boats");
    assertThat(answer.body()).contains("nested too deeply");
  }

  @Test
  void wantsABodyWhereThereIsOneAndOfItsType() throws Exception {
    assertThat(pointers(post("/boats", ""))).containsExactly("#");
    HttpResponse<String> text =
        client.send(
            request("/boats")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertProblem(text, 415, "unsupported-media-type", "/boats");
    assertProblem(post("/boats/imports", "{}"), 415, "unsupported-media-type", "/boats/imports");
    assertThat(passed).isEmpty();

    HttpResponse<String> csv =
        client.send(
            request("/boats/imports")
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("name"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(post("/boats/" + BOAT_ID + "/launch", "").statusCode()).isEqualTo(200);
  }

  @Test
  void leavesHeadersToTheServices() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/boats?from=2026-05-17").header("If-Match", "x").build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private List<String> pointers(HttpResponse<String> answer) {
    JsonArray errors = new JsonObject(answer.body()).getJsonArray("errors");
    return errors.stream().map(error -> ((JsonObject) error).getString("pointer")).toList();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
