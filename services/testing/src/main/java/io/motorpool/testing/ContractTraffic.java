package io.motorpool.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be said between a service and its callers. An answer is one that the contract has for
 * the operation, to the last member; a request that was served is one that the contract allows; and
 * where there is no operation there is nothing.
 */
final class ContractTraffic {

  /** What a service offers to those who run it, and the live topics, which AsyncAPI describes. */
  private static final Pattern OUTSIDE = Pattern.compile("/(health|metrics|openapi|topic)(/.*)?");

  /** What is answered where there is no operation. */
  private static final Set<Integer> NOWHERE = Set.of(404, 405);

  private static final Map<String, ContractTraffic> OF_SERVICES = new ConcurrentHashMap<>();

  private final List<Route> routes;

  private record Route(Pattern path, ContractOperation operation, ContractRequest request) {

    boolean leads(String rawPath) {
      return path.matcher(rawPath).matches();
    }

    /** A HEAD is a GET without its body. */
    boolean serves(String method) {
      return operation.method().equals(method.equals("HEAD") ? "GET" : method);
    }
  }

  private ContractTraffic(List<ContractOperation> operations) {
    this.routes =
        operations.stream()
            // The path with fewer parameters is the one that is meant.
            .sorted(Comparator.comparing(it -> it.pathParameters().size()))
            .map(it -> new Route(pattern(it.path()), it, new ContractRequest(it)))
            .toList();
  }

  /** Of a service's contract, which is read once. */
  static ContractTraffic of(String service) {
    return OF_SERVICES.computeIfAbsent(
        service, it -> new ContractTraffic(ContractOperation.of(service)));
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(
        Stream.of(path.split("(?<=/)|(?=/)"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining()));
  }

  /** What is not as the contract has it: the operation, the status, the place and the rule. */
  List<String> check(HttpExchange exchange) {
    if (OUTSIDE.matcher(exchange.path()).matches()) {
      return List.of();
    }
    Optional<Route> route =
        routes.stream()
            .filter(it -> it.serves(exchange.method()) && it.leads(exchange.path()))
            .findFirst();
    return route
        .map(it -> checkOperation(it, exchange))
        .orElseGet(() -> checkNowhere(exchange))
        .map(
            what ->
                "%s %s: %s"
                    .formatted(
                        route
                            .map(it -> it.operation().toString())
                            .orElse(exchange.method() + " " + exchange.path()),
                        exchange.status(),
                        what))
        .toList();
  }

  private static Stream<String> checkOperation(Route route, HttpExchange exchange) {
    Stream<String> ofAnswer =
        route
            .operation()
            .answer(exchange.status())
            .map(answer -> answer.contradictions(exchange).stream())
            .orElseGet(() -> Stream.of("the status is not in the contract"))
            .map(what -> "in the answer " + what);
    // Whether what it does not allow was refused for the right reason, the tests say.
    Stream<String> ofRequest =
        exchange.isSuccess()
            ? route.request().contradictions(exchange).stream()
                .map(what -> "served although in the request " + what)
            : Stream.empty();
    return Stream.concat(ofAnswer, ofRequest);
  }

  private Stream<String> checkNowhere(HttpExchange exchange) {
    if (!NOWHERE.contains(exchange.status())) {
      return Stream.of("is not in the contract, and neither a 404 nor a 405");
    }
    return routes
        .getFirst()
        .operation()
        .problemSchema()
        .contradictions(new String(exchange.answerBody(), UTF_8))
        .stream()
        .map(what -> "in the problem " + what);
  }
}
