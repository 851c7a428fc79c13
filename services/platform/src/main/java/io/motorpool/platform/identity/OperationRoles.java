package io.motorpool.platform.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may call what, as the service's contract says; read once, when the service starts. */
@ApplicationScoped
public class OperationRoles {

  private static final String SCHEME = "openId";

  private final Map<String, Set<Role>> byOperation;

  /** For the container, which makes the client proxy with it. */
  protected OperationRoles() {
    this.byOperation = Map.of();
  }

  /**
   * @param contract the contract's place on the class path
   */
  @Inject
  public OperationRoles(@ConfigProperty(name = "mp.openapi.static-file") String contract) {
    byOperation = Map.copyOf(read(contract));
  }

  /** A contract that does not say who may call what ends the start, not the first request. */
  void readAtStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
    // Being asked is enough.
  }

  /**
   * The roles that may call an operation, any of them.
   *
   * @param operation its name in the contract, which is that of the method that serves it
   * @return empty roles for what everybody may call; nothing for what the contract does not have
   */
  public Optional<Set<Role>> of(String operation) {
    return Optional.ofNullable(byOperation.get(operation));
  }

  private static Map<String, Set<Role>> read(String contract) {
    Map<String, Set<Role>> roles = new HashMap<>();
    for (JsonNode path : document(contract).path("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          roles.put(operation.get("operationId").textValue(), roles(operation));
        }
      }
    }
    return roles;
  }

  private static Set<Role> roles(JsonNode operation) {
    JsonNode security = operation.path("security");
    if (security.isArray() && security.isEmpty()) {
      return Set.of();
    }
    Set<Role> roles = new HashSet<>();
    for (JsonNode name : security.path(0).path(SCHEME)) {
      roles.add(Role.named(name.asText()).orElseThrow(() -> wrong(operation)));
    }
    if (roles.isEmpty()) {
      throw wrong(operation);
    }
    return Set.copyOf(roles);
  }

  private static IllegalStateException wrong(JsonNode operation) {
    return new IllegalStateException(
        operation.path("operationId").asText() + " does not say who may call it");
  }

  private static JsonNode document(String contract) {
    try (InputStream in = OperationRoles.class.getClassLoader().getResourceAsStream(contract)) {
      if (in == null) {
        throw new IllegalStateException(contract + " is not on the class path");
      }
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(contract + " cannot be read", e);
    }
  }
}
