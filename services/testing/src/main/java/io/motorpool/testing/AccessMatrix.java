package io.motorpool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.embedded.Forgeries;
import io.motorpool.embedded.Role;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.ContractOperation.Parameter;
import io.motorpool.testing.Http.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every operation of a service's contract, called by everybody: who may not is refused, who may is
 * not, and what belongs to a customer is to another one as if it were not there. And with whatever
 * can be sent to it: what the contract rules out is refused, and leaves nothing behind; what it
 * allows never ends in an internal error. A service's subclass makes things for it to be tried on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class AccessMatrix {

  private static final UUID OTHER = UUID.randomUUID();

  /** What the service decides, whatever callers send. */
  private static final List<String> NOT_THE_CALLERS =
      List.of("id", "customerId", "status", "price", "total", "version", "createdAt", "groups");

  private final Database database;
  private List<ContractOperation> operations;
  private ServiceUnderTest service;

  private enum Who {
    ANONYMOUS,
    OWNER,
    OTHER_CUSTOMER,
    AGENT,
    MANAGER,
    OPERATOR;

    Role role() {
      return switch (this) {
        case ANONYMOUS -> throw new IllegalStateException("nobody");
        case OWNER, OTHER_CUSTOMER -> Role.CUSTOMER;
        case AGENT -> Role.AGENT;
        case MANAGER -> Role.MANAGER;
        case OPERATOR -> Role.OPERATOR;
      };
    }
  }

  /**
   * @param database the service's, whose classes are on the class path
   */
  protected AccessMatrix(Database database) {
    this.database = database;
  }

  /** Starts the service. */
  protected ServiceUnderTest start() {
    return ServiceUnderTest.start(database);
  }

  /** Stops the service. */
  protected void stop() {
    service.close();
  }

  @BeforeAll
  final void begin() {
    operations = ContractOperation.of(database.service());
    service = start();
  }

  @AfterAll
  final void end() {
    stop();
  }

  /** The running service. */
  protected final ServiceUnderTest service() {
    return service;
  }

  /** The service's REST interface. */
  protected final Http http() {
    return service.http();
  }

  /** The customer who owns {@link #owned}. */
  protected abstract UUID owner();

  /** The ids of things that belong to the owner, by the name of their path parameter. */
  protected Map<String, String> owned() {
    return Map.of();
  }

  /** The ids of things that belong to no customer, by the name of their path parameter. */
  protected Map<String, String> shared() {
    return Map.of();
  }

  /**
   * The ids of more things that belong to no customer, which are there until an operation takes
   * them away; by the path down to them, as in {@code /seasons/{seasonId}}, or by the parameter.
   */
  protected Map<String, String> disposable() {
    return Map.of();
  }

  /**
   * Puts into a body what the contract's example cannot have: what has to be known, and what has to
   * be new each time.
   *
   * @param operation as in {@code POST /customers}
   */
  protected void prepare(String operation, ObjectNode body) {}

  @Test
  void theContractThatItServesIsTheFile() {
    ServedContract.check(service);
  }

  /** First, while everything is still there, lest a 404 answers in place of the check. */
  @TestFactory
  @Order(1)
  Stream<DynamicNode> whatTheContractRulesOutIsRefusedAndLeavesNothing() {
    return operations.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(operation.toString(), () -> refusesAllAgainst(operation)));
  }

  @TestFactory
  Stream<DynamicNode> everyOperationForEveryCaller() {
    return operations.stream()
        .map(
            operation ->
                DynamicContainer.dynamicContainer(
                    operation.toString(),
                    Stream.of(Who.values())
                        .map(
                            who ->
                                DynamicTest.dynamicTest(
                                    who.toString(), () -> check(operation, who)))));
  }

  @TestFactory
  Stream<DynamicNode> nobodySetsWhatTheServiceDecides() {
    return operations.stream()
        .filter(operation -> operation.body(owner().toString()).isPresent())
        .flatMap(
            operation ->
                NOT_THE_CALLERS.stream()
                    .filter(field -> !operation.bodyProperties().contains(field))
                    .map(
                        field ->
                            DynamicTest.dynamicTest(
                                operation + " with " + field,
                                () -> refusesField(operation, field))));
  }

  @TestFactory
  Stream<DynamicNode> nobodyIsBelievedWithAForgery() {
    ContractOperation secured =
        operations.stream().filter(operation -> !operation.isPublic()).findFirst().orElseThrow();
    Role role = secured.roles().iterator().next();
    return Forgeries.of(Tokens.issuer(), owner().toString(), role).entrySet().stream()
        .map(
            forgery ->
                DynamicTest.dynamicTest(
                    forgery.getKey(), () -> refusesToken(secured, forgery.getValue())));
  }

  /** Last, since the service may take what the contract allows, and be changed by it. */
  @TestFactory
  @Order(Integer.MAX_VALUE)
  Stream<DynamicNode> whatTheContractAllowsBreaksNothing() {
    return operations.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(operation.toString(), () -> standsAllOf(operation)));
  }

  private void refusesAllAgainst(ContractOperation operation) {
    HostileCalls calls = new HostileCalls(operation, http().as(token(operation)));
    String target = target(operation);
    String version = version(operation);
    Object good = body(operation);
    if (good instanceof ObjectNode body) {
      ContractSchema schema = operation.bodySchema();
      HostileRequests.RUBBISH.stream()
          .filter(it -> operation.needsBody() || !it.isEmpty())
          .forEach(it -> calls.add(it, target, it, Set.of(400), operation.headers(version)));
      for (HostileRequests.Change change : HostileRequests.changes(body, schema.node())) {
        String changed = change.in(body);
        if (!schema.allows(changed)) {
          calls.add(change.toString(), target, changed, Set.of(400), operation.headers(version));
        }
      }
    }
    if (operation.takesBody()) {
      for (String type : List.of("text/plain", "application/xml", "image/png")) {
        String[] headers = operation.headers(version);
        headers[1] = type;
        calls.add(type, target, good, Set.of(415), headers);
      }
    }
    for (Parameter parameter : operation.parameters()) {
      hostileValues(parameter)
          .filter(it -> !parameter.schema().allowsParameter(it))
          .forEach(it -> refuses(calls, operation, parameter, it, good, version));
    }
    Map<String, String> before = service.contents();
    List<String> faults = calls.send();
    SoftAssertions.assertSoftly(
        both -> {
          both.assertThat(service.contents()).as("what is stored").isEqualTo(before);
          both.assertThat(faults).as("what is not refused as it should be").isEmpty();
        });
  }

  private void refuses(
      HostileCalls calls,
      ContractOperation operation,
      Parameter parameter,
      String value,
      Object body,
      String version) {
    List<String> headers = new ArrayList<>(List.of(operation.headers(version)));
    String what = parameter.name() + "=" + value;
    switch (parameter.in()) {
      case "path" ->
          calls.add(
              what, with(operation, parameter, value), body, Set.of(400, 404), array(headers));
      case "query" ->
          calls.add(what, with(operation, parameter, value), body, Set.of(400), array(headers));
      default -> {
        headers.addAll(List.of(parameter.name(), value));
        // What can be no version is none that is there.
        Set<Integer> expected =
            parameter.name().equals("If-Match") ? Set.of(400, 412) : Set.of(400);
        calls.add(what, target(operation), body, expected, array(headers));
      }
    }
  }

  private static String[] array(List<String> headers) {
    return headers.toArray(String[]::new);
  }

  private void standsAllOf(ContractOperation operation) {
    HostileCalls calls = new HostileCalls(operation, http().as(token(operation)));
    if (body(operation) instanceof ObjectNode body) {
      ContractSchema schema = operation.bodySchema();
      for (HostileRequests.Change change : HostileRequests.changes(body, schema.node())) {
        if (schema.allows(change.in(body))) {
          calls.add(
              change.toString(),
              () -> target(operation),
              () -> change.in((ObjectNode) body(operation)),
              () -> operation.headers(version(operation)));
        }
      }
    } else if (operation.takesBody()) {
      HostileRequests.RUBBISH.forEach(
          it -> calls.add(it, () -> target(operation), () -> it, operation::headers));
    }
    for (Parameter parameter : operation.parameters()) {
      if (!parameter.in().equals("header")) {
        hostileValues(parameter)
            .filter(it -> parameter.schema().allowsParameter(it))
            .forEach(
                it ->
                    calls.add(
                        parameter.name() + "=" + it,
                        () -> with(operation, parameter, it),
                        () -> body(operation),
                        () -> operation.headers(version(operation))));
      }
    }
    assertThat(calls.send()).as("what is answered badly").isEmpty();
  }

  private static Stream<String> hostileValues(Parameter parameter) {
    Stream<String> values =
        HostileRequests.parameters(parameter.schema().node(), parameter.example()).stream();
    return parameter.in().equals("header")
        // Others are not even sent, and longer ones are no header.
        ? values
            .map(it -> it.substring(0, Math.min(it.length(), 400)))
            .filter(it -> it.matches("[!-~]+( [!-~]+)*"))
        : values;
  }

  private String target(ContractOperation operation) {
    return operation.target(all(), Optional.of(owner().toString()));
  }

  private String with(ContractOperation operation, Parameter parameter, String value) {
    return operation.targetWith(all(), owner().toString(), parameter.name(), value);
  }

  /** What the operation would take: of a replacement, what is there; otherwise the example. */
  private Object body(ContractOperation operation) {
    Object example = operation.anyBody(owner().toString());
    if (example instanceof ObjectNode body) {
      if (operation.isReplacement()) {
        read(operation).filter(it -> it.status() == 200).ifPresent(it -> replace(body, it.json()));
      }
      prepare(operation.toString(), body);
    }
    return example;
  }

  private static void replace(ObjectNode body, JsonNode there) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    names.stream().filter(there::has).forEach(it -> body.set(it, there.get(it)));
  }

  /** The version of what the operation changes, as an ETag. */
  private String version(ContractOperation operation) {
    return read(operation).flatMap(it -> it.header("ETag")).orElse("\"0\"");
  }

  private Optional<Answer> read(ContractOperation operation) {
    return operations.stream()
        .filter(operation::changesWhatIsReadBy)
        .findFirst()
        .map(it -> http().get(target(operation)));
  }

  private static String token(ContractOperation operation) {
    return Tokens.of(operation.isPublic() ? Role.MANAGER : role(operation));
  }

  private Map<String, String> all() {
    Map<String, String> all = things();
    all.putAll(disposable());
    return all;
  }

  /** Who of the staff may call it; whoever else may, if nobody of the staff may. */
  private static Role role(ContractOperation operation) {
    return Stream.of(Role.MANAGER, Role.AGENT, Role.OPERATOR, Role.CUSTOMER)
        .filter(operation.roles()::contains)
        .findFirst()
        .orElseThrow();
  }

  private void refusesToken(ContractOperation operation, String token) {
    Answer answer =
        http()
            .as(token)
            .send(
                operation.method(),
                operation.target(things(), Optional.of(owner().toString())),
                operation.anyBody(owner().toString()),
                operation.headers());
    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthorized");
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
  }

  private void check(ContractOperation operation, Who who) {
    Answer answer = send(operation, who, things(), Optional.of(owner().toString()));
    if (operation.isPublic()) {
      assertThat(answer.status()).as("%s", answer).isNotIn(401, 403, 500);
    } else if (who == Who.ANONYMOUS) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("unauthorized");
      assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    } else if (!operation.roles().contains(who.role())) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("forbidden");
    } else if (who == Who.OTHER_CUSTOMER) {
      checkOther(operation, answer);
    } else {
      assertThat(answer.status()).as("%s", answer).isNotIn(401, 403, 500);
      if (things().keySet().containsAll(operation.pathParameters())) {
        assertThat(answer.status()).as("%s", answer).isNotEqualTo(404);
      }
    }
  }

  /** For another customer everything is as it is with things and customers that do not exist. */
  private void checkOther(ContractOperation operation, Answer answer) {
    Map<String, String> missing = new HashMap<>(things());
    Set<String> ofOwner = operation.pathParameters();
    ofOwner.retainAll(owned().keySet());
    ofOwner.forEach(name -> missing.put(name, UUID.randomUUID().toString()));
    String unknown = UUID.randomUUID().toString();
    if (!ofOwner.isEmpty()) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(404);
      assertSame(answer, send(operation, Who.OTHER_CUSTOMER, missing, Optional.of(unknown)));
    } else if (operation.isFilteredByCustomer() || operation.namesCustomerInBody()) {
      assertSame(answer, send(operation, Who.OTHER_CUSTOMER, missing, Optional.of(unknown)));
      if (!operation.isForOneCustomer() && !operation.namesCustomerInBody()) {
        Answer all = send(operation, Who.OTHER_CUSTOMER, things(), Optional.empty());
        assertThat(all.json().path("items")).as("%s", all).isEmpty();
      }
    } else {
      assertThat(answer.status()).as("%s", answer).isNotIn(401, 403, 500);
    }
  }

  private static void assertSame(Answer answer, Answer ofMissing) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(ofMissing.status()).isNotIn(201, 500);
    assertThat(withoutIds(answer)).isEqualTo(withoutIds(ofMissing));
  }

  private static String withoutIds(Answer answer) {
    return answer.body().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}");
  }

  private void refusesField(ContractOperation operation, String field) {
    ObjectNode body = operation.body(owner().toString()).orElseThrow();
    body.put(field, "1");
    Answer answer =
        http()
            .send(
                operation.method(),
                operation.target(things(), Optional.of(owner().toString())),
                body,
                operation.headers());
    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("#/" + field);
  }

  private Answer send(
      ContractOperation operation, Who who, Map<String, String> things, Optional<String> customer) {
    return caller(who)
        .send(
            operation.method(),
            operation.target(things, customer),
            operation.anyBody(customer.orElse("")),
            operation.headers());
  }

  private Http caller(Who who) {
    return switch (who) {
      case ANONYMOUS -> http().anonymously();
      case OWNER -> http().as(Tokens.customer(owner()));
      case OTHER_CUSTOMER -> http().as(Tokens.customer(OTHER));
      case AGENT, MANAGER, OPERATOR -> http().as(Tokens.of(who.role()));
    };
  }

  private Map<String, String> things() {
    Map<String, String> things = new HashMap<>(shared());
    things.putAll(owned());
    return things;
  }
}
