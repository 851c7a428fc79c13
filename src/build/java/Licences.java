import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Lists the licences of everything Motorpool is made of, and refuses what it may not be made of.
 * The build runs this from source.
 *
 * <p>Arguments: the bill of materials, CycloneDX as XML; the file to write the list to.
 */
final class Licences {

  /** As SPDX names them, or, where a project has words of its own, as it does. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "0BSD",
          "AL 2.0",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence",
          "CC0-1.0",
          "CDDL-1.1",
          "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "MPL-2.0",
          "Public Domain");

  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "net.sf.jasperreports:jasperreports-fonts", "DejaVu's fonts, which are free, and no code",
          "org.jboss.logging:jboss-logging-processor", "runs in compilers only");

  private Licences() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, List<String>> licences = read(Path.of(arguments[0]));
    write(licences, Path.of(arguments[1]));
    List<String> refused =
        licences.entrySet().stream()
            .filter(it -> it.getValue().stream().noneMatch(ACCEPTED::contains))
            .filter(it -> !EXCEPTIONS.containsKey(name(it.getKey())))
            .map(it -> it.getKey() + " under " + it.getValue())
            .toList();
    if (!refused.isEmpty()) {
      System.err.println("Not under a licence that is accepted:");
      refused.forEach(System.err::println);
      System.exit(1);
    }
  }

  private static Map<String, List<String>> read(Path bill) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bill.toFile());
    Map<String, List<String>> licences = new TreeMap<>();
    for (Element components : children(document.getDocumentElement(), "components")) {
      for (Element component : children(components, "component")) {
        String group = text(component, "group");
        if (group.equals("io.motorpool")) {
          continue;
        }
        licences.put(
            "%s:%s %s".formatted(group, text(component, "name"), text(component, "version")),
            children(component, "licenses").stream().flatMap(it -> named(it).stream()).toList());
      }
    }
    return licences;
  }

  private static List<String> named(Element licences) {
    List<String> names = new ArrayList<>();
    children(licences, "expression").forEach(it -> names.add(it.getTextContent().strip()));
    for (Element licence : children(licences, "license")) {
      children(licence, "id").forEach(it -> names.add(it.getTextContent().strip()));
      children(licence, "name").forEach(it -> names.add(it.getTextContent().strip()));
    }
    return names;
  }

  private static void write(Map<String, List<String>> licences, Path list) throws IOException {
    StringBuilder text =
        new StringBuilder("# What Motorpool is made of, and under which licence\n\n");
    licences.forEach(
        (component, names) ->
            text.append("- ")
                .append(component)
                .append(": ")
                .append(String.join(", ", names))
                .append('\n'));
    Files.writeString(list, text);
  }

  private static String name(String component) {
    return component.substring(0, component.indexOf(' '));
  }

  private static String text(Element parent, String child) {
    return children(parent, child).stream().map(Node::getTextContent).findFirst().orElse("");
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(it -> it.getTagName().equals(name))
        .toList();
  }
}
