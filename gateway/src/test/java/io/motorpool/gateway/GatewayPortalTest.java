package io.motorpool.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayPortalTest extends GatewayFixture {

  private static final Pattern FILE = Pattern.compile("/docs/files/[0-9a-f]{16}/[a-z.-]+");

  @BeforeEach
  void open() {
    start();
  }

  @Test
  void theFrontPageLeadsThere() throws Exception {
    assertThat(get("/").body()).contains("href=\"/docs\"", "/contracts/events.yaml");
  }

  @Test
  void thereIsATabForEachContractAndOneForTheEvents() throws Exception {
    String page = get("/docs").body();
    for (String service : Contracts.SERVICES) {
      assertThat(page).contains("href=\"/docs/" + service + "\"");
      assertThat(get("/docs/" + service).body()).isEqualTo(page);
    }
    assertThat(page).contains("<body data-view=\"contract\">", "href=\"/docs/events\"");
    assertThat(get("/docs/events").body()).contains("<body data-view=\"events\">");
  }

  @Test
  void aPageRunsNothingButTheGatewaysOwnFiles() throws Exception {
    HttpResponse<String> page = get("/docs");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none';")
        .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).doesNotContain("<script>", "style=", "onclick", "https://unpkg");
    assertThat(
            Pattern.compile("(?:src|<link[^>]+href)=\"([^\"]+)\"").matcher(page.body()).results())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.group(1)).matches(FILE));
  }

  @Test
  void filesAreOfTheirTypeAndMayBeKept() throws Exception {
    Map<String, String> types =
        Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");
    for (String file : files()) {
      HttpResponse<String> answer = get(file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.body()).isNotEmpty();
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue(types.get(file.substring(file.lastIndexOf('.') + 1)));
      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'");
    }
  }

  @Test
  void aHeadIsAsLongAsWhatItIsOf() throws Exception {
    String script =
        files().stream()
            .filter(it -> it.endsWith("swagger-ui-bundle.js"))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> head =
        client.send(request(script).HEAD().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(get(script).body().getBytes(UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeSentThere(String method) throws Exception {
    HttpRequest request =
        request("/docs").method(method, HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void whatIsNotListedIsNotThere() throws Exception {
    String folder = files().getFirst().replaceFirst("[^/]+$", "");
    Stream<String> paths =
        Stream.of(
            "/docs/",
            "/docs/nothing",
            "/docs/files",
            "/docs/files/",
            folder,
            folder + "index.html",
            folder + "package-info.class",
            "/docs/files/0000000000000000/portal.js",
            "/META-INF/resources/webjars/swagger-ui/",
            "/contracts/common.yaml");
    for (String path : paths.toList()) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../docs",
        "/docs/files/../../META-INF/MANIFEST.MF",
        "/docs/files/%2e%2e/portal.js",
        "/docs/files/..%2f..%2fportal.js",
        "/docs//files",
        "/docs/files/..\\portal.js",
        "/docs;x=1"
      })
  void noPathLeadsOutOfIt(String path) throws Exception {
    String status =
        rawStatus("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(status).startsWith("HTTP/1.1 40");
  }

  @Test
  void theEventsAreOneDocument() throws Exception {
    HttpResponse<String> answer = get("/contracts/events.yaml");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(answer.body()).startsWith("asyncapi:").doesNotContain(".yaml#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collection", "environment"})
  void postmanImportsByAddress(String name) throws Exception {
    HttpResponse<String> answer = get("/contracts/postman/" + name + ".json");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).contains("Motorpool");
  }

  private List<String> files() throws Exception {
    return FILE.matcher(get("/docs").body()).results().map(it -> it.group()).distinct().toList();
  }
}
