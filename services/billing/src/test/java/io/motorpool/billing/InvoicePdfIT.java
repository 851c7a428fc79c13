package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Tokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invoice as a document, over HTTP. */
class InvoicePdfIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ReservationSnapshot reservation = Reservations.made(UUID.randomUUID());
  private final String path = issue();

  @Test
  void whoAcceptsADocumentGetsOne() throws Exception {
    HttpResponse<byte[]> answer = get(path, "application/pdf");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode invoice = HTTP.get(path).json();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
    assertThat(answer.headers().firstValue("Vary").orElseThrow()).containsIgnoringCase("Accept");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains(
            "inline; filename=\"invoice-%s.pdf\"".formatted(invoice.get("number").textValue()));
    try (PDDocument document = Loader.loadPDF(answer.body())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains(
              "Motorpool Rentals",
              "Hauptstraße 1, 1010 Wien, Austria",
              "Invoice " + invoice.get("number").textValue(),
              "Rental day 3 43.00 EUR 129.00 EUR",
              "To be paid 129.00 EUR");
    }
    assertThat(get(path, "application/pdf").body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "application/json, application/pdf, application/problem+json",
        "application/pdf;q=0.5, application/json"
      })
  void whoAcceptsBothGetsJson(String accept) throws Exception {
    HttpResponse<byte[]> answer = get(path, accept);

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void whatIsUnknownIsNotFoundAsAProblem() throws Exception {
    HttpResponse<byte[]> answer = get("/invoices/" + UUID.randomUUID(), "application/pdf");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }

  @Test
  void whatIsNeitherIsNotAcceptable() throws Exception {
    assertThat(get(path, "image/png").statusCode()).isEqualTo(406);
  }

  private String issue() {
    EVENTS.publish("reservation.created", reservation);
    return "/invoices/"
        + EVENTS.await("invoice.issued", reservation.getId()).at("/data/invoiceId").textValue();
  }

  private static HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(SERVICE.uri().resolve(path))
            .header("Accept", accept)
            .header("Authorization", "Bearer " + Tokens.staff())
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
