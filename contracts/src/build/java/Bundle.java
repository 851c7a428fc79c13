import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Makes each service's contract self-contained: every component of another file that it refers to,
 * directly or through another, is copied into its own components under the same name, and the
 * references follow. Nothing else changes, except that hints for the code generator and what is
 * only there to be repeated are left out. The build runs this from source.
 *
 * <p>Arguments: the directory of the contracts, the directory to write to, the file to write all of
 * them to as one, the document of the events, the file to write that to. Every contract is bundled
 * but common.yaml.
 */
final class Bundle {

  private static final String GENERATOR_HINT = "x-field-extra-annotation";

  /** Only there for others to repeat them by an alias, which a bundle has spelt out. */
  private static final Set<String> REPEATED = Set.of("x-gateway-answers", "x-gateway-headers");

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .stringQuotingChecker(new QuotedNumbers())
              .build());

  private final Path directory;
  private final ObjectNode document;
  private final Map<String, JsonNode> others = new HashMap<>();
  private final Map<String, String> copied = new TreeMap<>();

  private Bundle(Path contract) throws IOException {
    this.directory = contract.getParent();
    this.document = (ObjectNode) read(contract);
  }

  public static void main(String[] args) throws IOException {
    Path target = Files.createDirectories(Path.of(args[1]));
    List<Path> contracts;
    try (var files = Files.list(Path.of(args[0]))) {
      contracts =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.endsWith("common.yaml"))
              .sorted()
              .toList();
    }
    List<ObjectNode> bundles = new ArrayList<>();
    for (Path contract : contracts) {
      ObjectNode bundle = new Bundle(contract).bundled();
      YAML.writeValue(target.resolve(contract.getFileName()).toFile(), bundle);
      bundles.add(bundle);
    }
    Path merged = Path.of(args[2]);
    Files.createDirectories(merged.getParent());
    YAML.writeValue(merged.toFile(), Merge.of(bundles));
    Path events = Path.of(args[4]);
    Files.createDirectories(events.getParent());
    YAML.writeValue(events.toFile(), new Bundle(Path.of(args[3])).bundled());
  }

  /**
   * Reads with SnakeYAML, because Jackson's tree does not follow the aliases that the contracts
   * use.
   */
  private static JsonNode read(Path file) throws IOException {
    try (var reader = Files.newBufferedReader(file)) {
      // Aliases are limited against bombs in foreign documents; examples of ours share a lot.
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(Integer.MAX_VALUE);
      return YAML.valueToTree(new Yaml(new SafeConstructor(options)).load(reader));
    }
  }

  private ObjectNode bundled() throws IOException {
    document.remove(REPEATED);
    resolve(document, "");
    return document;
  }

  /**
   * Rewrites the references below the node, which stood in the named file ("" is the contract
   * itself; others are named as seen from there).
   */
  private void resolve(JsonNode node, String file) throws IOException {
    if (node instanceof ObjectNode object) {
      object.remove(GENERATOR_HINT);
      JsonNode reference = object.get("$ref");
      if (reference != null && reference.isTextual()) {
        object.put("$ref", localReference(reference.textValue(), file));
      }
    }
    // A copy, because components are added to the document on the way.
    for (JsonNode child : children(node)) {
      resolve(child, file);
    }
  }

  private static List<JsonNode> children(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    return children;
  }

  private String localReference(String reference, String file) throws IOException {
    int hash = reference.indexOf('#');
    String pointer = reference.substring(hash + 1);
    String owner =
        hash == 0
            ? file
            : Path.of(file).resolveSibling(reference.substring(0, hash)).normalize().toString();
    if (!owner.isEmpty()) {
      copy(owner, pointer);
    }
    return "#" + pointer;
  }

  private void copy(String owner, String pointer) throws IOException {
    String before = copied.putIfAbsent(pointer, owner);
    if (before != null && !before.equals(owner)) {
      throw new IOException(pointer + " is both in " + before + " and in " + owner);
    }
    if (before != null) {
      return;
    }
    String[] steps = pointer.split("/");
    if (steps.length != 4 || !steps[1].equals("components")) {
      throw new IOException(owner + "#" + pointer + " is not a component");
    }
    ObjectNode components = document.withObject("/components");
    ObjectNode kind =
        components.has(steps[2])
            ? (ObjectNode) components.get(steps[2])
            : components.putObject(steps[2]);
    if (kind.has(steps[3])) {
      throw new IOException(pointer + " is both in the contract and in " + owner);
    }
    JsonNode component = other(owner).at(pointer).deepCopy();
    if (component.isMissingNode()) {
      throw new IOException(owner + "#" + pointer + " does not exist");
    }
    kind.set(steps[3], component);
    resolve(component, owner);
  }

  private JsonNode other(String file) throws IOException {
    if (!others.containsKey(file)) {
      others.put(file, read(directory.resolve(file)));
    }
    return others.get(file);
  }

  /** Quotes every string that begins like a number, lest a reader take it for a date or a time. */
  private static final class QuotedNumbers extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || value.matches("[-+.]?\\d.*");
    }
  }
}
