package io.motorpool.gateway;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path of a contract.
 *
 * @param template the path with its parameters in braces, as in {@code /invoices/{invoiceId}}
 * @param operations what the contract has for it, by HTTP method, upper case
 * @param service who answers
 */
record Route(String template, Map<String, Operation> operations, String service) {

  /** A path at which a WebSocket is opened. */
  static Route topic(String template, String service) {
    return new Route(template, Map.of("GET", Operation.TOPIC), service);
  }

  /** The methods that the contract has. */
  Set<String> methods() {
    return operations.keySet();
  }

  /** Whether the contract has the method; what can be read can be asked for its headers only. */
  boolean takes(String method) {
    return operations.containsKey(ofTheContract(method));
  }

  /** What the contract says of a method that the route takes. */
  Operation operation(String method) {
    return operations.get(ofTheContract(method));
  }

  /** The methods for an Allow header. */
  String allowed() {
    return Stream.concat(
            methods().stream(), methods().contains("GET") ? Stream.of("HEAD") : Stream.empty())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String ofTheContract(String method) {
    return method.equals("HEAD") ? "GET" : method;
  }
}
