package io.motorpool.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** compose.yaml as Docker Compose reads it: merged, with its variables filled in. */
final class ComposeFile {

  /** The repository's root; Maven runs tests in the folder of their module. */
  static final Path HOME = Path.of("../..");

  private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");
  private static final Pattern OPTIONAL = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  private final String text;
  private final Map<String, Object> content;

  private ComposeFile(String text) {
    this.text = text;
    String filled = REQUIRED.matcher(text).replaceAll(it -> secret(it.group(1)));
    filled = OPTIONAL.matcher(filled).replaceAll(it -> Matcher.quoteReplacement(it.group(2)));
    this.content = map(new Yaml().load(filled.replace("$$", "$")));
  }

  static ComposeFile read() {
    return new ComposeFile(text("compose/compose.yaml"));
  }

  /** What is laid over it for TLS. */
  static ComposeFile readTls() {
    return new ComposeFile(text("compose/tls.yaml"));
  }

  /** A file of the repository. */
  static String text(String path) {
    try {
      return Files.readString(HOME.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands here for the value of a variable that has no default. */
  static String secret(String variable) {
    return "of" + variable.replace("_", "");
  }

  /** The variables without which Compose refuses to start. */
  Set<String> requiredVariables() {
    Set<String> names = new TreeSet<>();
    REQUIRED.matcher(text).results().map(it -> it.group(1)).forEach(names::add);
    return names;
  }

  /** The variables that may be left out, with what they are then. */
  Map<String, String> defaults() {
    Map<String, String> values = new TreeMap<>();
    for (MatchResult it : OPTIONAL.matcher(text).results().toList()) {
      values.put(it.group(1), it.group(2));
    }
    return values;
  }

  Map<String, Object> content() {
    return content;
  }

  /** A configuration file that stands in it. */
  String config(String name) {
    return (String) map(map(content.get("configs")).get(name)).get("content");
  }

  Map<String, Object> services() {
    return map(content.get("services"));
  }

  Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  /** The variables a container is started with. */
  Map<String, String> environment(String service) {
    Map<String, String> variables = new TreeMap<>();
    map(service(service).get("environment"))
        .forEach((name, value) -> variables.put(name, String.valueOf(value)));
    return variables;
  }

  /** What a service waits for, and until when. */
  Map<String, String> conditions(String service) {
    Map<String, String> conditions = new TreeMap<>();
    map(service(service).get("depends_on"))
        .forEach((name, value) -> conditions.put(name, (String) map(value).get("condition")));
    return conditions;
  }

  /** Whether one service finds another by its name. */
  boolean reaches(String service, String other) {
    return list(service(service).get("networks")).stream()
        .anyMatch(list(service(other).get("networks"))::contains);
  }

  /** Whether one service finds what a URL names. */
  boolean reaches(String service, URI uri) {
    return services().containsKey(uri.getHost()) && reaches(service, uri.getHost());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  static List<String> list(Object value) {
    return value == null ? List.of() : ((List<?>) value).stream().map(String::valueOf).toList();
  }
}
