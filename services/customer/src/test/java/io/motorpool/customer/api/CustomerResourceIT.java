package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AtOnce;
import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import io.motorpool.testing.ServiceUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerResourceIT {

  private static ServiceUnderTest running;
  private static Http service;

  @BeforeAll
  static void start() {
    running = ServiceUnderTest.start(Database.CUSTOMER);
    // Events wait for the broker in the outbox; nothing below may miss it.
    running.stopBroker();
    service = running.http();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void registersACustomerAndTellsWhere() {
    String email = newEmail();

    Answer created = service.post("/customers", customer(email));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("ETag")).hasValue("\"0\"");
    JsonNode customer = created.json();
    assertThat(created.header("Location")).hasValue("/customers/" + customer.get("id").asText());
    assertThat(UUID.fromString(customer.get("id").asText()).version()).isEqualTo(7);
    assertThat(customer.get("email").asText()).isEqualTo(email);
    assertThat(customer.get("drivingLicence").get("expiresOn").asText()).isEqualTo("2030-05-02");
    assertThat(customer.get("address").get("city").asText()).isEqualTo("Wien");
    assertThat(customer.get("createdAt").asText()).endsWith("Z");

    Answer read = service.get(created.header("Location").orElseThrow());
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("ETag")).hasValue("\"0\"");
    assertThat(read.json()).isEqualTo(customer);
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    Answer created =
        service.post(
            "/customers",
            """
            {"firstName": "Bo", "lastName": "Berg", "email": "%s", "dateOfBirth": "1980-01-31",
             "drivingLicence":
               {"number": "1", "country": "SE", "issuedOn": "2000-01-01", "expiresOn": "2030-01-01"}}
            """
                .formatted(newEmail()));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().has("phone")).isFalse();
    assertThat(created.json().has("address")).isFalse();
  }

  @Test
  void refusesAnEmailThatIsRegisteredInAnotherCase() {
    String email = newEmail();
    register(email);

    Answer refused = service.post("/customers", customer(email.toUpperCase()));

    assertProblem(refused, 409, "email-already-registered");
    assertThat(refused.json().get("errors").get(0).get("pointer").asText()).isEqualTo("#/email");
    assertThat(refused.body()).doesNotContainIgnoringCase(email);
    assertThat(service.get("/customers?email=" + email).json().get("items")).hasSize(1);
  }

  @Test
  void registersAnEmailOnceHoweverManyTryAtTheSameTime() throws Exception {
    String email = newEmail();

    List<Integer> statuses =
        AtOnce.call(8, () -> service.post("/customers", customer(email)).status());

    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void registersOnceWhatIsSentAgainWithItsKey() throws Exception {
    String email = newEmail();

    List<Answer> answers =
        AtOnce.call(
            8, () -> service.post("/customers", customer(email), "Idempotency-Key", "k-" + email));

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(answers).extracting(answer -> answer.header("Location")).doesNotContainNull();
    assertThat(service.get("/customers?email=" + email).json().get("items")).hasSize(1);
    assertProblem(
        service.post("/customers", customer(newEmail()), "Idempotency-Key", "k-" + email),
        422,
        "idempotency-key-reused");
  }

  @Test
  void findsACustomerByEmailWhateverItsCase() {
    String email = newEmail();
    String id = register(email);

    JsonNode found = service.get("/customers?email=" + email.toUpperCase()).json().get("items");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("id").asText()).isEqualTo(id);
    assertThat(service.get("/customers?email=x" + email).json().get("items")).isEmpty();
  }

  @Test
  void listsCustomersInPagesInTheOrderTheyWereRegistered() {
    List<String> registered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      registered.add(register(newEmail()));
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get("/customers?limit=2" + cursor).json();
      assertThat(page.get("items").size()).isBetween(1, 2);
      page.get("items").forEach(it -> listed.add(it.get("id").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : null;
    } while (cursor != null);

    assertThat(listed).containsSubsequence(registered).doesNotHaveDuplicates();
  }

  @Test
  void replacesACustomerThatHasNotChangedSince() {
    String path = "/customers/" + register(newEmail());
    String email = newEmail();

    Answer replaced = service.put(path, customer(email), "If-Match", "\"0\"");

    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(replaced.header("ETag")).hasValue("\"1\"");
    assertThat(replaced.json().get("email").asText()).isEqualTo(email);
    assertThat(service.get(path).json()).isEqualTo(replaced.json());
  }

  @Test
  void replacesOnlyTheVersionThatTheCallerKnows() {
    String path = "/customers/" + register(newEmail());
    service.put(path, customer(newEmail()), "If-Match", "\"0\"");
    String before = service.get(path).body();

    assertProblem(
        service.put(path, customer(newEmail()), "If-Match", "\"0\""), 412, "precondition-failed");
    assertProblem(service.put(path, customer(newEmail())), 428, "precondition-required");
    assertThat(service.get(path).body()).isEqualTo(before);
  }

  @Test
  void refusesToReplaceWithAnothersEmail() {
    String taken = newEmail();
    register(taken);
    String path = "/customers/" + register(newEmail());
    String before = service.get(path).body();

    assertProblem(
        service.put(path, customer(taken), "If-Match", "\"0\""), 409, "email-already-registered");
    assertThat(service.get(path).body()).isEqualTo(before);
  }

  @Test
  void aCustomerMayWriteTheirOwnEmailInAnotherCase() {
    String email = newEmail();
    String path = "/customers/" + register(email);

    assertThat(service.put(path, customer(email.toUpperCase()), "If-Match", "\"0\"").status())
        .isEqualTo(200);
  }

  @Test
  void saysThatThereIsNoSuchCustomer() {
    String path = "/customers/0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a";

    assertProblem(service.get(path), 404, "not-found");
    assertProblem(service.put(path, customer(newEmail()), "If-Match", "\"0\""), 404, "not-found");
    assertProblem(
        service.get(path + "/eligibility?from=2026-12-01&until=2026-12-04&minimumAge=21"),
        404,
        "not-found");
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"firstName\": \"Anna\"|\"firstName\": \"\"|#/firstName",
        "\"firstName\": \"Anna\",| |#/firstName",
        "\"firstName\": \"Anna\"|\"firstName\": 7|#/firstName",
        "\"firstName\": \"Anna\"|\"firstName\": \"Anna\", \"nickname\": \"A\"|#/nickname",
        "\"email\": \"|\"email\": \"no address |#/email",
        "+43 660 1234567|0660 1234567|#/phone",
        "1991-04-17|17.4.1991|#/dateOfBirth",
        "1991-04-17|1991-02-29|#/dateOfBirth",
        "\"country\": \"AT\", \"issuedOn\"|\"country\": \"at\", \"issuedOn\"|#/drivingLicence/country",
        "\"number\": \"09123456\",| |#/drivingLicence/number",
        "\"city\": \"Wien\",| |#/address/city",
        "\"city\": \"Wien\"|\"city\": [\"Wien\"]|#/address/city"
      })
  void refusesWhatTheContractDoesNotAllowAndNamesTheField(
      String part, String instead, String pointer) {
    String email = newEmail();
    String body = customer(email).replace(part, instead == null ? "" : instead);

    Answer refused = service.post("/customers", body);

    assertProblem(refused, 400, "invalid-request");
    assertThat(refused.json().get("errors").get(0).get("pointer").asText()).isEqualTo(pointer);
    assertThat(service.get("/customers?email=" + email).json().get("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "7", "\"Anna\""})
  void refusesABodyThatIsNoCustomerAtAll(String body) {
    assertProblem(service.post("/customers", body), 400, "invalid-request");
  }

  @Test
  void refusesTextThatNoDatabaseKeeps() {
    Answer refused =
        service.post("/customers", customer(newEmail()).replace("\"Anna\"", "\"An\\u0000na\""));

    assertProblem(refused, 400, "invalid-request");
    assertThat(refused.json().get("errors").get(0).get("pointer").asText())
        .isEqualTo("#/firstName");
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "2030-05-02, 2010-05-02, driving-licence-invalid",
    "2010-05-03, 2999-01-01, driving-licence-invalid",
    "1991-04-17, 2999-01-01, date-of-birth-invalid",
    "1991-04-17, 0001-01-01, date-of-birth-invalid"
  })
  void refusesDatesThatCannotBe(String date, String instead, String problem) {
    Answer refused = service.post("/customers", customer(newEmail()).replace(date, instead));

    assertProblem(refused, 422, problem);
    assertThat(refused.body()).doesNotContain(date, "09123456", "Gruber");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=many, limit",
    "cursor=!, cursor",
    "cursor=abc, cursor",
    "email=a, email"
  })
  void refusesAQueryThatTheContractDoesNotAllowAndNamesTheParameter(
      String query, String parameter) {
    Answer refused = service.get("/customers?" + query);

    assertProblem(refused, 400, "invalid-request");
    assertThat(refused.json().get("errors").get(0).get("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void aDriverWithALicenceIsEligible() {
    String id = register(newEmail());

    JsonNode eligibility =
        service
            .get("/customers/" + id + "/eligibility?from=2026-12-01&until=2026-12-04&minimumAge=21")
            .json();

    assertThat(eligibility.get("customerId").asText()).isEqualTo(id);
    assertThat(eligibility.get("eligible").asBoolean()).isTrue();
    assertThat(eligibility.get("reasons")).isEmpty();
    assertThat(eligibility.get("driverAge").asInt()).as("born on 1991-04-17").isEqualTo(35);
  }

  @Test
  void saysWhatStandsAgainstADriver() {
    JsonNode eligibility =
        service
            .get(
                "/customers/"
                    + register(newEmail())
                    + "/eligibility?from=2030-05-01&until=2030-05-03&minimumAge=40")
            .json();

    assertThat(eligibility.get("eligible").asBoolean()).isFalse();
    assertThat(eligibility.get("reasons").findValuesAsText("code"))
        .containsExactly("LICENCE_EXPIRES_TOO_EARLY", "DRIVER_TOO_YOUNG");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "until=2026-12-04&minimumAge=21, from",
    "from=2026-12-01&minimumAge=21, until",
    "from=2026-12-01&until=2026-12-04, minimumAge",
    "from=2026-12-01&until=2026-12-04&minimumAge=100, minimumAge",
    "from=2026-12-01&until=2026-11-30&minimumAge=21, until",
    "from=today&until=2026-12-04&minimumAge=21, from"
  })
  void asksForAPeriodAndAnAge(String query, String parameter) {
    Answer refused = service.get("/customers/" + register(newEmail()) + "/eligibility?" + query);

    assertProblem(refused, 400, "invalid-request");
    assertThat(refused.json().get("errors").get(0).get("parameter").asText()).isEqualTo(parameter);
  }

  @Test
  void writesNoPersonalDataToTheLog() {
    String email = newEmail();
    String id = register(email);
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {
            // Nothing is held back.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Logger.getLogger("").addHandler(handler);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      service.post("/customers", customer(email));
      service.post("/customers", customer("no address " + email));
      service.post("/customers", customer(newEmail()).replace("2030-05-02", "1999-01-01"));
      service.get("/customers?email=" + email + "&limit=0");
      service.put("/customers/" + id, customer(email), "If-Match", "\"9\"");
    } finally {
      System.setOut(out);
      Logger.getLogger("").removeHandler(handler);
    }

    assertThat(String.join("\n", logged) + printed.toString(StandardCharsets.UTF_8))
        .doesNotContain(email, "Gruber", "1991-04-17", "09123456", "Praterstra");
  }

  private String register(String email) {
    Answer created = service.post("/customers", customer(email));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.json().get("id").asText();
  }

  private static String newEmail() {
    return "anna.gruber." + UUID.randomUUID() + "@example.com";
  }

  private static String customer(String email) {
    return """
        {"firstName": "Anna", "lastName": "Gruber", "email": "%s", "phone": "+43 660 1234567",
         "dateOfBirth": "1991-04-17",
         "drivingLicence": {"number": "09123456", "country": "AT", "issuedOn": "2010-05-03",
                            "expiresOn": "2030-05-02"},
         "address": {"street": "Praterstraße 12", "city": "Wien", "postalCode": "1020",
                     "country": "AT"}}
        """
        .formatted(email);
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
  }
}
