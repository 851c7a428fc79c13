package io.motorpool.embedded;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the bearer of a token is to the rental business. */
public enum Role {
  /** Rents vehicles; sees only what is the customer's own. */
  CUSTOMER,
  /** Works at the desk. */
  AGENT,
  /** Looks after fleet, prices and figures. */
  MANAGER,
  /** Looks after the system itself. */
  OPERATOR;

  /** Finds a role by its name in lower case. */
  public static Optional<Role> named(String name) {
    return Stream.of(values()).filter(it -> it.roleName().equals(name)).findFirst();
  }

  /** The role's name in a token, {@code customer}. */
  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Who the bearer is when nobody in particular was named. */
  public String usualSubject() {
    return "demo-" + roleName();
  }
}
