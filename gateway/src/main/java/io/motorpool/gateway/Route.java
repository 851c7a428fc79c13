package io.motorpool.gateway;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path of a contract.
 *
 * @param template the path with its parameters in braces, as in {@code /invoices/{invoiceId}}
 * @param methods the HTTP methods that the contract has for it, upper case
 * @param service who answers
 */
record Route(String template, Set<String> methods, String service) {

  /** Whether the contract has the method; what can be read can be asked for its headers only. */
  boolean takes(String method) {
    return methods.contains(method.equals("HEAD") ? "GET" : method);
  }

  /** The methods for an Allow header. */
  String allowed() {
    return Stream.concat(
            methods.stream(), methods.contains("GET") ? Stream.of("HEAD") : Stream.empty())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
