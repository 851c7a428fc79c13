package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gateway answers itself, and adds to answers, is in the contract of every operation. */
class DocumentedAnswersTest extends GatewayFixture {

  /** Where there is no operation, or none that it is about: another path, method, a WebSocket. */
  private static final Set<Problem> OF_NO_OPERATION =
      Set.of(Problem.NOT_FOUND, Problem.METHOD_NOT_ALLOWED, Problem.ORIGIN_NOT_ALLOWED);

  /** Of HTTP itself. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "content-type", "date");

  private static final String CREATE = "/customers";

  /** An operation as its contract has it. */
  record Documented(String name, JsonObject operation, JsonObject contract) {

    boolean hasBody() {
      return operation.containsKey("requestBody");
    }

    boolean isForSome() {
      return !operation.getJsonArray("security").isEmpty();
    }

    JsonObject answer(int status) {
      return resolved(operation.getJsonObject("responses").getJsonObject(String.valueOf(status)));
    }

    Set<String> headers(int status) {
      JsonObject headers = answer(status).getJsonObject("headers", new JsonObject());
      return lowerCase(headers.fieldNames());
    }

    private JsonObject resolved(JsonObject part) {
      if (part == null || !part.containsKey("$ref")) {
        return part;
      }
      JsonObject there = contract;
      for (String key : part.getString("$ref").substring(2).split("/")) {
        there = there.getJsonObject(key);
      }
      return there;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Documented> operations() {
    List<Documented> operations = new ArrayList<>();
    for (String service : Contracts.SERVICES) {
      JsonObject contract = new JsonObject(Contracts.load(Contracts.contract(service)));
      JsonObject paths = contract.getJsonObject("paths");
      for (String path : paths.fieldNames()) {
        JsonObject item = paths.getJsonObject(path);
        for (String method : item.fieldNames()) {
          if (!method.equals("parameters")) {
            operations.add(
                new Documented(method + " " + path, item.getJsonObject(method), contract));
          }
        }
      }
    }
    return operations;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyProblemIsInTheContract(Documented operation) throws Exception {
    for (Problem problem : problems()) {
      if (OF_NO_OPERATION.contains(problem)
          || problem.status() == 415 && !operation.hasBody()
          || problem.status() == 403 && !operation.isForSome()) {
        continue;
      }
      assertThat(operation.answer(problem.status())).as("%s", problem).isNotNull();
      assertThat(operation.answer(problem.status()).encode())
          .as("names the problem's type")
          .contains(problem.type());
    }
  }

  /** All that the class has to offer. */
  private static List<Problem> problems() throws Exception {
    List<Problem> problems = new ArrayList<>();
    for (var field : Problem.class.getDeclaredFields()) {
      if (field.getType() == Problem.class) {
        problems.add((Problem) field.get(null));
      }
    }
    for (Method method : Problem.class.getDeclaredMethods()) {
      if (method.getReturnType() == Problem.class && Modifier.isStatic(method.getModifiers())) {
        problems.add((Problem) method.invoke(null, arguments(method)));
      }
    }
    assertThat(problems).hasSizeGreaterThan(20);
    return problems;
  }

  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type ->
                type == String.class
                    ? "vehicle"
                    : Collection.class.isAssignableFrom(type) && type != List.class
                        ? List.of("manager")
                        : List.of(Violation.inBody("", "is missing")))
        .toArray();
  }

  @Test
  void everyHeaderThatItSendsIsInTheContract() throws Exception {
    routes.clear();
    routes.addAll(Contracts.routes());
    settings.put("MOTORPOOL_RATE_PER_CALLER", "2");
    service("vehicle", request -> request.response().end("[]"));
    start();
    Documented list = documented("get /branches");
    Documented create = documented("post " + CREATE);

    assertDocumented(list, 200, get("/branches"));
    assertDocumented(list, 400, get("/branches?limit=0"));
    assertDocumented(create, 401, post("{}", "none"));
    assertDocumented(create, 403, post("{}", "operator"));
    assertDocumented(create, 400, post("{}", "agent"));
    assertDocumented(create, 413, post("x".repeat((int) LONGEST_BODY + 1), "agent"));
    assertDocumented(documented("get /invoices"), 503, get("/invoices", "agent"));
    HttpResponse<String> answer = askTooMuch(() -> post("{}", "agent"));
    assertDocumented(create, 429, answer);
    assertThat(answer.headers().map()).containsKeys("retry-after", "ratelimit-remaining");
  }

  private static void assertDocumented(
      Documented operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    Set<String> known = operation.headers(status);
    known.addAll(FRAMING);
    MultiMap security = MultiMap.caseInsensitiveMultiMap();
    SecurityHeaders.add(security, false);
    known.addAll(lowerCase(security.names()));
    assertThat(known).as("%s %s", operation, status).containsAll(answer.headers().map().keySet());
    assertThat(answer.headers().map().keySet()).contains("x-request-id", "ratelimit-limit");
    if (status >= 400) {
      assertIsProblem(operation.contract(), answer.body());
    }
  }

  /** As the contract has it, and with no member that it does not name. */
  private static void assertIsProblem(JsonObject contract, String body) {
    Schema schema = new ContractSchemas(contract.getMap()).at("/components/schemas/Problem");
    assertThat(schema.validate(body, InputFormat.JSON)).isEmpty();
    JsonObject schemas = contract.getJsonObject("components").getJsonObject("schemas");
    JsonObject problem = new JsonObject(body);
    assertThat(members(schemas, "Problem")).containsAll(problem.fieldNames());
    for (Object error : problem.getJsonArray("errors", new JsonArray())) {
      assertThat(members(schemas, "ProblemError")).containsAll(((JsonObject) error).fieldNames());
    }
  }

  private static Set<String> members(JsonObject schemas, String schema) {
    return schemas.getJsonObject(schema).getJsonObject("properties").fieldNames();
  }

  private static Set<String> lowerCase(Collection<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Documented documented(String name) {
    return operations().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return client.send(as(role, request(path)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> post(String body, String role) throws Exception {
    return client.send(
        as(role, request(CREATE))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder as(String role, HttpRequest.Builder request) {
    return role.equals("none")
        ? request
        : request.header("Authorization", "Bearer " + issuer.sign(issuer.claims(role).build()));
  }
}
