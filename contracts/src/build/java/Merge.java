import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one document of the services' bundled contracts: what the gateway offers, as those see it
 * who need not know which service does what. Nothing is renamed, so that what two contracts both
 * have must be the same in both.
 */
final class Merge {

  private static final String DESCRIPTION =
      "All that Motorpool offers through its gateway: the contracts of its services in one document.\n";

  private final ObjectNode merged;

  private Merge(ObjectNode first) {
    merged = first.objectNode();
    merged.set("openapi", first.get("openapi"));
    ObjectNode info = first.get("info").deepCopy();
    info.put("title", "Motorpool").put("description", DESCRIPTION);
    merged.set("info", info);
    merged.set("servers", first.get("servers"));
    merged.putArray("tags");
    merged.putObject("paths");
    merged.putObject("components");
  }

  /**
   * The contracts as one.
   *
   * @param contracts bundled, with the same version and servers
   * @throws IOException if two contracts have something of the same name that is not the same
   */
  static ObjectNode of(List<ObjectNode> contracts) throws IOException {
    Merge merge = new Merge(contracts.getFirst());
    Set<JsonNode> tags = new LinkedHashSet<>();
    for (ObjectNode contract : contracts) {
      merge.requireSame("the version", "/info/version", contract);
      merge.requireSame("the servers", "/servers", contract);
      contract.get("tags").forEach(tags::add);
      merge.put("paths", contract.get("paths"));
      for (Map.Entry<String, JsonNode> kind : contract.get("components").properties()) {
        merge.merged.withObject("/components").withObject("/" + kind.getKey());
        merge.put("components/" + kind.getKey(), kind.getValue());
      }
    }
    ((ArrayNode) merge.merged.get("tags")).addAll(tags);
    return merge.merged;
  }

  private void requireSame(String what, String pointer, ObjectNode contract) throws IOException {
    if (!merged.at(pointer).equals(contract.at(pointer))) {
      throw new IOException(contract.at("/info/title") + " differs from others in " + what);
    }
  }

  private void put(String place, JsonNode added) throws IOException {
    ObjectNode there = (ObjectNode) merged.at("/" + place);
    for (Map.Entry<String, JsonNode> entry : added.properties()) {
      JsonNode before = there.get(entry.getKey());
      if (before != null && !before.equals(entry.getValue())) {
        throw new IOException("Two contracts differ in " + place + " " + entry.getKey());
      }
      there.set(entry.getKey(), entry.getValue());
    }
  }
}
