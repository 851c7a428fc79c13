package io.motorpool.reservation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationPolicyResourceIT {

  private static final String POLICIES = "/cancellation-policies";

  private static Counter counter;
  private static Http http;

  @BeforeAll
  static void start() {
    counter = new Counter(Map.of());
    http = counter.http;
  }

  @AfterAll
  static void stop() {
    counter.close();
  }

  @Test
  void hasAStandardFromTheBeginning() {
    Answer standard = http.get(POLICIES + "/STANDARD");

    assertThat(standard.status()).as(standard.toString()).isEqualTo(200);
    assertThat(standard.json().has("vehicleClass")).isFalse();
    assertThat(standard.json().at("/steps/0/hoursBefore").asInt()).isEqualTo(48);
    assertThat(standard.json().at("/steps/0/charge").asText()).isEqualTo("FREE");
    assertThat(standard.json().at("/steps/0").has("percent")).isFalse();
    assertThat(standard.json().at("/steps/1/percent").asInt()).isEqualTo(30);
    assertThat(standard.json().at("/noShowFee/percent").asInt()).isEqualTo(80);
  }

  @Test
  void addsPoliciesForClassesAndListsAllInPages() {
    Answer added = http.post(POLICIES, policy("PAGED", "PAGE"), "Idempotency-Key", "paged-1");
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.header("Location")).hasValue(POLICIES + "/PAGED");
    assertThat(added.header("ETag")).hasValue("\"0\"");
    assertThat(added.json().at("/steps/1/days").asInt()).isEqualTo(2);
    assertThat(http.post(POLICIES, policy("PAGED", "PAGE"), "Idempotency-Key", "paged-1").body())
        .isEqualTo(added.body());

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get(POLICIES + "?limit=1" + cursor).json();
      page.get("items").forEach(item -> listed.add(item.get("code").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : null;
    } while (cursor != null);
    assertThat(listed).contains("PAGED", "STANDARD").isSorted().doesNotHaveDuplicates();
  }

  @Test
  void replacesAPolicyOnlyFromItsPresentState() {
    String path = POLICIES + "/REPLACED";
    http.post(POLICIES, policy("REPLACED", "REPL"));
    String changed = raw("REPLACED", "REPL").replace("'days':2", "'days':3");

    assertThat(http.put(path, json(changed)).status()).isEqualTo(428);
    Answer replaced = http.put(path, json(changed), "If-Match", "\"0\"");
    assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
    assertThat(replaced.header("ETag")).hasValue("\"1\"");
    assertThat(replaced.json().at("/steps/1/days").asInt()).isEqualTo(3);
    assertThat(http.put(path, json(changed), "If-Match", "\"0\"").status()).isEqualTo(412);
    assertThat(http.get(path).json()).isEqualTo(replaced.json());
  }

  @Test
  void givesAClassOnePolicyOnly() {
    assertThat(http.post(POLICIES, policy("FIRST", "ONLY")).status()).isEqualTo(201);

    Answer sameCode = http.post(POLICIES, policy("FIRST", "ELSE"));
    assertThat(sameCode.status()).isEqualTo(409);
    assertThat(sameCode.problem()).isEqualTo("cancellation-policy-code-taken");
    Answer sameClass = http.post(POLICIES, policy("SECOND", "ONLY"));
    assertThat(sameClass.status()).isEqualTo(409);
    assertThat(sameClass.problem()).isEqualTo("cancellation-policy-class-taken");
    assertThat(sameClass.json().at("/errors/0/pointer").asText()).isEqualTo("#/vehicleClass");

    http.post(POLICIES, policy("THIRD", "FREE"));
    assertThat(
            http.put(POLICIES + "/THIRD", policy("THIRD", "ONLY"), "If-Match", "\"0\"").problem())
        .isEqualTo("cancellation-policy-class-taken");
  }

  @ParameterizedTest(name = "{1} becomes {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "422 | 'hoursBefore':0   | 'hoursBefore':1            | #/steps/1/hoursBefore",
        "422 | 'hoursBefore':168 | 'hoursBefore':0            | #/steps/1/hoursBefore",
        "422 | ,'days':2         |                            | #/steps/1/days",
        "422 | 'days':2          | 'days':2,'percent':5       | #/steps/1/percent",
        "422 | 'FREE'            | 'FREE','days':1            | #/steps/0/days",
        "422 | 'days':4          | 'percent':4                | #/noShowFee/percent",
        "400 | 'days':2          | 'days':0                   | #/steps/1/days",
        "400 | 'days':2          | 'days':31                  | #/steps/1/days",
        "400 | 'hoursBefore':168 | 'hoursBefore':-1           | #/steps/0/hoursBefore",
        "400 | 'hoursBefore':168 | 'hoursBefore':9000         | #/steps/0/hoursBefore",
        "400 | 'FREE'            | 'CHEAP'                    | #/steps/0/charge",
        "400 | 'BADC'            | 'bad'                      | #/vehicleClass",
        "400 | 'code':'BAD'      | 'code':'b'                 | #/code",
        "400 | 'name':'Some'     | 'name':''                  | #/name",
        "400 | 'name':'Some'     | 'name':'Some','version':3  | #/version",
        "422 | 'code':'BAD'      | 'code':'STANDARD'          | #/vehicleClass"
      })
  void refusesWhatCannotBeApplied(int status, String part, String other, String pointer) {
    String body = raw("BAD", "BADC").replace(part, other == null ? "" : other);

    Answer answer = http.post(POLICIES, json(body));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.problem())
        .isEqualTo(status == 400 ? "invalid-request" : "cancellation-policy-invalid");
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(http.get(POLICIES + "/BAD").status()).isEqualTo(404);
  }

  @Test
  void keepsCodesAsTheyAre() {
    Answer renamed = http.put(POLICIES + "/STANDARD", policy("OTHER", "OTHR"), "If-Match", "\"0\"");

    assertThat(renamed.status()).isEqualTo(422);
    assertThat(renamed.problem()).isEqualTo("cancellation-policy-code-fixed");
    assertThat(renamed.json().at("/errors/0/pointer").asText()).isEqualTo("#/code");
  }

  @Test
  void knowsItsParameters() {
    assertThat(http.get(POLICIES + "/UNHEARD_OF").problem()).isEqualTo("not-found");
    assertThat(http.get(POLICIES + "/lower").json().at("/errors/0/parameter").asText())
        .isEqualTo("code");
    assertThat(http.get(POLICIES + "?cursor=AAAA").json().at("/errors/0/parameter").asText())
        .isEqualTo("cursor");
  }

  /** Free until a week before, then two days; four for not coming. */
  static String policy(String code, String vehicleClass) {
    return json(raw(code, vehicleClass));
  }

  private static String raw(String code, String vehicleClass) {
    return ("{'code':'%s','name':'Some','vehicleClass':'%s','steps':["
            + "{'hoursBefore':168,'charge':'FREE'},"
            + "{'hoursBefore':0,'charge':'DAYS','days':2}],"
            + "'noShowFee':{'charge':'DAYS','days':4}}")
        .formatted(code, vehicleClass);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
