package io.motorpool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Calls of one operation that mean no good, and what is to be said against the answers: a status
 * that the contract does not name, an internal error, no proper problem, or one that tells how the
 * service is made.
 */
final class HostileCalls {

  private static final int AT_ONCE = 8;

  private static final Set<Integer> BROKEN = Set.of(500, 501, 502, 504);

  /** What tells of the inside. */
  private static final List<String> INSIDE =
      List.of(
          "Exception",
          "\tat ",
          "io.motorpool.",
          "io.helidon.",
          "java.",
          "jakarta.",
          "org.hibernate",
          "org.postgresql",
          "com.fasterxml",
          "SQLState");

  private final ContractOperation operation;
  private final Http http;
  private final List<Call> calls = new ArrayList<>();
  private boolean inTurn;

  private record Call(
      String what,
      Supplier<String> target,
      Supplier<Object> body,
      Supplier<String[]> headers,
      Set<Integer> expected) {}

  /**
   * @param http the service's interface, called by who may call the operation
   */
  HostileCalls(ContractOperation operation, Http http) {
    this.operation = operation;
    this.http = http;
  }

  /**
   * A call that is to be refused with one of a few statuses.
   *
   * @param what is wrong with it
   */
  void add(String what, String target, Object body, Set<Integer> expected, String... headers) {
    calls.add(new Call(what, () -> target, () -> body, () -> headers, expected));
  }

  /**
   * A call that may be refused or not. What it consists of is made right before it is sent, since
   * the calls before may have changed what it has to be like; so they are sent one after the other
   * where it has to name a version.
   *
   * @param what is special about it
   */
  void add(
      String what, Supplier<String> target, Supplier<Object> body, Supplier<String[]> headers) {
    calls.add(new Call(what, target, body, headers, Set.of()));
    inTurn = operation.takesIfMatch();
  }

  /** Sends them all, and says what is wrong with the answers. */
  List<String> send() {
    List<Future<Optional<String>>> faults = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(inTurn ? 1 : AT_ONCE, Thread.ofVirtual().factory())) {
      calls.forEach(call -> faults.add(threads.submit(() -> fault(call))));
    }
    return faults.stream().map(HostileCalls::result).flatMap(Optional::stream).toList();
  }

  private static Optional<String> result(Future<Optional<String>> fault) {
    try {
      return fault.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Optional<String> fault(Call call) {
    String target = call.target.get();
    Object body = call.body.get();
    String[] headers = call.headers.get();
    Answer answer = http.send(operation.method(), target, body, headers);
    return fault(answer, call.expected)
        .map(
            fault ->
                "%s for %s: %s %s with %s: %s%n"
                    .formatted(
                        fault,
                        shortened(call.what),
                        shortened(target),
                        List.of(headers),
                        shortened(String.valueOf(body)),
                        shortened(answer.toString())));
  }

  private Optional<String> fault(Answer answer, Set<Integer> expected) {
    int status = answer.status();
    if (!expected.isEmpty() && !expected.contains(status)) {
      return Optional.of(status + " and not " + expected);
    }
    if (BROKEN.contains(status) || !operation.documents(status)) {
      return Optional.of(status + " is not to be answered");
    }
    return status < 400 ? Optional.empty() : fault(answer);
  }

  /** What is wrong with a problem (RFC 9457). */
  private Optional<String> fault(Answer answer) {
    if (answer.problem().isEmpty()) {
      return Optional.of("no problem");
    }
    JsonNode problem = answer.json();
    if (problem.path("status").asInt() != answer.status()
        || !operation.problemSchema().allows(answer.body())) {
      return Optional.of("a problem unlike the contract's");
    }
    return INSIDE.stream()
        .filter(answer.body()::contains)
        .findFirst()
        .map(inside -> "tells of '" + inside.strip() + "'");
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
