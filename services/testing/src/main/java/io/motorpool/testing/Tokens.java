package io.motorpool.testing;

import io.motorpool.embedded.Role;
import io.motorpool.embedded.TestIssuer;
import java.util.Map;
import java.util.UUID;

/** Tokens that the services under test believe: of one issuer, which lives as long as the JVM. */
public final class Tokens {

  private static final TestIssuer ISSUER = TestIssuer.start();

  private Tokens() {}

  /** Who issues them. */
  public static TestIssuer issuer() {
    return ISSUER;
  }

  /** For somebody who may do all that no customer is needed for. */
  public static String staff() {
    return ISSUER.token("staff", Role.AGENT, Role.MANAGER, Role.OPERATOR);
  }

  /** For somebody with one role; not for a customer, who has to be somebody. */
  public static String of(Role role) {
    return ISSUER.token("some-" + role.roleName(), role);
  }

  /** For a customer. */
  public static String customer(UUID customerId) {
    return ISSUER.token(customerId.toString(), Role.CUSTOMER);
  }

  /** What a service has to be told to believe them. */
  static Map<String, String> settings() {
    return Map.of(
        "motorpool.identity.issuer", ISSUER.issuer().toString(),
        "motorpool.identity.keys", ISSUER.keys().toString());
  }
}
