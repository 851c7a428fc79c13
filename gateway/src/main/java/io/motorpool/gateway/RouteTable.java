package io.motorpool.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a path, segment by segment. A written segment goes before a parameter, as
 * OpenAPI has it: {@code /vehicles/search} before {@code /vehicles/{vehicleId}}.
 */
final class RouteTable {

  private final Node root = new Node();

  /**
   * @throws IllegalArgumentException if two routes have the same path
   */
  RouteTable(List<Route> routes) {
    routes.forEach(this::add);
  }

  /** The route of a path, which is as it was sent: still percent-encoded, without the query. */
  Optional<Route> find(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    return Optional.ofNullable(find(root, path.substring(1).split("/", -1), 0));
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : route.template().substring(1).split("/", -1)) {
      if (segment.startsWith("{") && segment.endsWith("}")) {
        if (node.parameter == null) {
          node.parameter = new Node();
        }
        node = node.parameter;
      } else {
        node = node.written.computeIfAbsent(segment, key -> new Node());
      }
    }
    if (node.route != null) {
      throw new IllegalArgumentException("Two routes for the path " + route.template());
    }
    node.route = route;
  }

  private static Route find(Node node, String[] segments, int index) {
    if (index == segments.length) {
      return node.route;
    }
    Node written = node.written.get(segments[index]);
    Route found = written == null ? null : find(written, segments, index + 1);
    if (found == null && node.parameter != null && !segments[index].isEmpty()) {
      found = find(node.parameter, segments, index + 1);
    }
    return found;
  }

  private static final class Node {
    private final Map<String, Node> written = new HashMap<>();
    private Node parameter;
    private Route route;
  }
}
