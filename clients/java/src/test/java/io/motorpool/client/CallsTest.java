package io.motorpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.motorpool.client.StubGateway.Reply;
import io.motorpool.client.StubGateway.Request;
import io.motorpool.client.model.Money;
import io.motorpool.client.model.PaymentInput;
import io.motorpool.client.model.Reservation;
import io.motorpool.client.model.ReservationChangeInput;
import io.motorpool.client.model.ReservationStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what is made of what comes back. */
class CallsTest {

  private static final UUID ID = UUID.fromString("0193d5a4-3000-7c00-8000-000000000001");

  @Test
  void aProblemIsAnException() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.problem(422, "too-early", "X-Request-Id", "abc"))) {
      ProblemException problem =
          catchThrowableOfType(
              ProblemException.class, () -> client(gateway).reservations().getReservation(ID));

      assertThat(problem.is("too-early")).isTrue();
      assertThat(problem.type()).isEqualTo("urn:motorpool:problem:too-early");
      assertThat(problem.title()).isEqualTo("A problem");
      assertThat(problem.status()).isEqualTo(422);
      assertThat(problem.detail()).hasValue("It is so.");
      assertThat(problem.errors()).hasSize(1);
      assertThat(problem.errors().get(0).getPointer()).isEqualTo("#/startsAt");
      assertThat(problem.requestId()).hasValue("abc");
      assertThat(problem)
          .hasMessage(
              "GET /reservations/%s: 422 A problem: It is so.; #/startsAt is too early", ID);
    }
  }

  @Test
  void anErrorThatIsNoProblemIsOneAllTheSame() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(
            new Reply(404, Map.of("Content-Type", "text/html"), "<h1>Not here</h1>"))) {
      ProblemException problem =
          catchThrowableOfType(
              ProblemException.class, () -> client(gateway).reservations().getReservation(ID));
      assertThat(problem.type()).isEqualTo("about:blank");
      assertThat(problem.status()).isEqualTo(404);
      assertThat(problem.errors()).isEmpty();
    }
  }

  @Test
  void whatIsNotOfTheContractIsNoAnswer() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.json("{\"id\": \"secret"))) {
      assertThatThrownBy(() -> client(gateway).reservations().getReservation(ID))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void moneyHasExactlyTwoPlacesAndIsAString() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(
            Reply.json("{\"amount\": {\"amount\": \"50.10\", \"currency\": \"EUR\"}}"))) {
      BigDecimal amount =
          client(gateway)
              .invoices()
              .recordPayment(
                  ID,
                  new PaymentInput()
                      .amount(new Money().amount(new BigDecimal("50.1")).currency("EUR")))
              .getAmount()
              .getAmount();

      assertThat(amount).isEqualTo(new BigDecimal("50.10"));
      assertThat(gateway.requests().get(0).body())
          .isEqualTo("{\"amount\":{\"amount\":\"50.10\",\"currency\":\"EUR\"}}");
    }
  }

  @Test
  void moneyIsNeverRoundedAndNeverReadFromANumber() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(
            Reply.json("{\"amount\": {\"amount\": 50.1, \"currency\": \"EUR\"}}"))) {
      PaymentInput tooFine =
          new PaymentInput().amount(new Money().amount(new BigDecimal("0.001")).currency("EUR"));
      assertThatThrownBy(() -> client(gateway).invoices().recordPayment(ID, tooFine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0.001");
      assertThat(gateway.requests()).isEmpty();

      assertThatThrownBy(() -> client(gateway).invoices().getPayment(ID, ID))
          .isInstanceOf(NoAnswerException.class);
    }
  }

  @Test
  void theVersionThatWasReadIsSentWithTheChange() throws IOException {
    try (StubGateway gateway =
        new StubGateway(
            request ->
                new Reply(
                    200,
                    Map.of("Content-Type", "application/json", "ETag", "\"7\""),
                    "{\"id\": \"" + ID + "\"}"))) {
      Motorpool motorpool = client(gateway);
      Answer<Reservation> read = motorpool.reservations().getReservationAnswer(ID);
      motorpool
          .reservations()
          .changeReservation(
              ID,
              new ReservationChangeInput().endsAt(Instant.parse("2026-12-04T09:00:00Z")),
              it -> it.ifMatch(read.eTag()).dryRun(true));

      Request change = gateway.requests().get(1);
      assertThat(change.method()).isEqualTo("PATCH");
      assertThat(change.target()).isEqualTo("/reservations/" + ID + "?dryRun=true");
      assertThat(change.header("If-match")).isEqualTo("\"7\"").isEqualTo(Answer.eTag(7));
      assertThat(change.body()).isEqualTo("{\"endsAt\":\"2026-12-04T09:00:00Z\"}");
    }
  }

  @Test
  void parametersAreEncoded() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.json("{\"items\": []}"))) {
      Motorpool.at(URI.create(gateway.address() + "/motorpool/"))
          .build()
          .vehicleClasses()
          .getVehicleClass("A/B c+d");
      assertThat(gateway.requests().get(0).target())
          .isEqualTo("/motorpool/vehicle-classes/A%2FB%20c%2Bd");
    }
  }

  @Test
  void whatALaterVersionAddsBreaksNothing() throws IOException {
    try (StubGateway gateway =
        StubGateway.answering(Reply.json("{\"status\": \"IMPOUNDED\", \"colour\": \"red\"}"))) {
      assertThat(client(gateway).reservations().getReservation(ID).getStatus())
          .isEqualTo(ReservationStatus.UNKNOWN_DEFAULT_OPEN_API);
    }
  }

  @Test
  void textAndDocumentsComeAsTheyAre() throws IOException {
    try (StubGateway gateway =
        new StubGateway(
            request ->
                request.target().startsWith("/invoices")
                    ? new Reply(200, Map.of("Content-Type", "application/pdf"), "%PDF-ä")
                    : new Reply(200, Map.of("Content-Type", "text/calendar"), "BEGIN:ü"))) {
      Motorpool motorpool = client(gateway);
      assertThat(motorpool.invoices().getInvoiceAsApplicationPdf(ID))
          .isEqualTo("%PDF-ä".getBytes(StandardCharsets.UTF_8));
      assertThat(motorpool.vehicles().getVehicleCalendar(ID)).isEqualTo("BEGIN:ü");
      assertThat(gateway.requests().get(0).header("Accept")).startsWith("application/pdf");
    }
  }

  @Test
  void aSpreadsheetIsSentAsItIs() throws IOException {
    try (StubGateway gateway = StubGateway.answering(Reply.json("{}"))) {
      client(gateway).vehicles().importVehicles("code;ä\n");
      Request request = gateway.requests().get(0);
      assertThat(request.header("Content-type")).isEqualTo("text/csv");
      assertThat(request.body()).isEqualTo("code;ä\n");
    }
  }

  private static Motorpool client(StubGateway gateway) {
    return Motorpool.at(gateway.address()).retryPolicy(RetryPolicy.NONE).build();
  }
}
