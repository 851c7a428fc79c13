package io.motorpool.platform.identity;

import java.util.Set;
import java.util.stream.Collectors;

/** The caller has none of the roles that may do this. */
public final class Forbidden extends RuntimeException {

  Forbidden(Set<Role> allowed) {
    super(
        allowed.isEmpty()
            ? "This is for nobody."
            : allowed.stream()
                .sorted()
                .map(Role::toString)
                .collect(Collectors.joining(", ", "This is for the roles ", ".")));
  }
}
