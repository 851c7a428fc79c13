package io.motorpool.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may call an operation, by its {@code security} in the contract.
 *
 * @param everybody whether no token is needed
 * @param roles of which a caller needs one; none if any token will do
 */
record Access(boolean everybody, Set<String> roles) {

  static final Access EVERYBODY = new Access(true, Set.of());

  /**
   * Reads the {@code security} of an operation: a list of which one entry has to be met, each with
   * the roles of which one has to be had.
   *
   * @param security the list, or null where the contract has none
   */
  static Access of(List<Map<String, List<String>>> security) {
    if (security == null || security.stream().anyMatch(Map::isEmpty) || security.isEmpty()) {
      return EVERYBODY;
    }
    Set<String> roles = new HashSet<>();
    for (Map<String, List<String>> requirement : security) {
      for (List<String> any : requirement.values()) {
        if (any.isEmpty()) {
          return new Access(false, Set.of());
        }
        roles.addAll(any);
      }
    }
    return new Access(false, Set.copyOf(roles));
  }

  /** Whether a caller may. */
  boolean isOpenTo(Caller caller) {
    return everybody || roles.isEmpty() || caller.roles().stream().anyMatch(roles::contains);
  }
}
