package io.motorpool.platform.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller is to the rental business, as the contracts have it. */
public enum Role {
  /** Rents vehicles; sees and does only what is the customer's own. */
  CUSTOMER,
  /** Works at the desk. */
  AGENT,
  /** Looks after fleet, prices and figures. */
  MANAGER,
  /** Looks after the system itself. */
  OPERATOR;

  /** The role with a name as tokens and contracts have it; empty for a group that is no role. */
  static Optional<Role> named(String name) {
    return Stream.of(values()).filter(role -> role.toString().equals(name)).findFirst();
  }

  /** As tokens and contracts have it: {@code customer}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
