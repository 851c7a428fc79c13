package io.motorpool.billing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.billing.model.Invoice;
import io.motorpool.contracts.billing.model.InvoiceRecipient;
import io.motorpool.contracts.billing.model.InvoiceStatus;
import io.motorpool.contracts.common.model.Address;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.contracts.common.model.PriceLineType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoiceDocumentTest {

  private final Issuer issuer =
      new Issuer(
          "Żółta Straße Ελλάδα Прокат", "Hauptstraße 1, 1010 Wien, Österreich", "ATU12345678");

  @Test
  void saysAllThatAnInvoiceHasToSay() throws IOException {
    assertThat(text(invoice(lines(2))))
        .contains(
            "Żółta Straße Ελλάδα Прокат",
            "Hauptstraße 1, 1010 Wien, Österreich",
            "Tax number ATU12345678",
            "Invoice 2026-000007",
            "For Rental",
            "Issued on 20 November 2026",
            "Due on 4 December 2026",
            "Reservation 0193d5a4-3000-7c00-8000-000000000001",
            "Customer 0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a",
            "Description Quantity Unit price Amount",
            "Rental day 1 3 43.00 EUR 129.00 EUR",
            "Tax 20 % 1 51.60 EUR 51.60 EUR",
            "Total 309.60 EUR",
            "Credited 9.60 EUR",
            "Paid 100.00 EUR",
            "Refunded 0.00 EUR",
            "To be paid 200.00 EUR",
            "Please pay by 4 December 2026 and give the number 2026-000007.",
            "Page 1 of 1");
  }

  @Test
  void isAddressedToWhomItIsMadeOutTo() throws IOException {
    InvoiceRecipient recipient = new InvoiceRecipient().name("Żaneta Gruber");
    Invoice invoice = invoice(lines(1)).recipient(recipient);

    assertThat(text(invoice)).contains("Żaneta Gruber");
    recipient.setAddress(
        new Address().street("Praterstraße 12").city("Wien").postalCode("1020").country("AT"));
    assertThat(text(invoice)).contains("Żaneta Gruber", "Praterstraße 12", "1020 Wien, AT");
  }

  @Test
  void saysWhatIsGivenBackAndAsksForNothingThen() throws IOException {
    Invoice invoice = invoice(lines(2)).balance(eur("-12.00"));

    assertThat(text(invoice)).contains("We give back 12.00 EUR").doesNotContain("Please pay");
  }

  @Test
  void goesOnOverAsManyPagesAsItTakes() throws IOException {
    byte[] pdf = InvoiceDocument.pdf(issuer, invoice(lines(100)));

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(2);
      String rest = stripper.getText(document);
      assertThat(rest).contains("Description Quantity Unit price Amount", "Page 2 of 3");
      String all = new PDFTextStripper().getText(document);
      IntStream.rangeClosed(1, 100)
          .forEach(i -> assertThat(all).containsPattern("Rental day %d 3 43.00 EUR".formatted(i)));
      assertThat(all).contains("Page 3 of 3");
    }
  }

  @Test
  void neverSeparatesTheSumsFromEachOther() throws IOException {
    for (int count = 25; count <= 45; count++) {
      try (PDDocument document =
          Loader.loadPDF(InvoiceDocument.pdf(issuer, invoice(lines(count))))) {
        PDFTextStripper last = new PDFTextStripper();
        last.setStartPage(document.getNumberOfPages());
        assertThat(last.getText(document)).contains("Total ", "To be paid ", "Please pay");
      }
    }
  }

  @Test
  void breaksWhatIsTooLongForALine() throws IOException {
    String words = "Scratch on the left rear door and on the wheel ".repeat(4).strip();
    PriceLine one = line(PriceLineType.DAMAGE, words, 1, "150.00");
    PriceLine other = line(PriceLineType.DAMAGE, "W".repeat(200), 1, "1.00");

    String text = text(invoice(List.of(one, other)));

    assertThat(text.replaceAll("\\s+", " ")).contains("wheel Scratch");
    assertThat(text.chars().filter(letter -> letter == 'W').count()).isEqualTo(200 + 1);
  }

  @Test
  void hasTheLettersOfEuropeAndABoxForOthers() throws IOException {
    PriceLine line = line(PriceLineType.DAMAGE, "€ £ äöüß ąęłż Ωμέγα Жизнь\n\u0007🚗", 1, "150.00");

    assertThat(text(invoice(List.of(line)))).contains("€ £ äöüß ąęłż Ωμέγα Жизнь □ 1 150.00");
  }

  @Test
  void theSameInvoiceMakesTheSameBytes() throws IOException {
    byte[] first = InvoiceDocument.pdf(issuer, invoice(lines(50)));
    byte[] second = InvoiceDocument.pdf(issuer, invoice(lines(50)));

    assertThat(first).isEqualTo(second).hasSizeLessThan(100_000);
  }

  @Test
  void canBeDrawn() throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "drawn"));
    try (PDDocument document = Loader.loadPDF(InvoiceDocument.pdf(issuer, invoice(lines(45))))) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        Path file = directory.resolve("invoice-%d.png".formatted(page + 1));
        assertThat(ImageIO.write(renderer.renderImageWithDPI(page, 72), "png", file.toFile()))
            .isTrue();
      }
    }
  }

  private String text(Invoice invoice) throws IOException {
    try (PDDocument document = Loader.loadPDF(InvoiceDocument.pdf(issuer, invoice))) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  private static Invoice invoice(List<PriceLine> lines) {
    return new Invoice()
        .number("2026-000007")
        .kind(InvoiceKind.RENTAL)
        .status(InvoiceStatus.ISSUED)
        .reservationId(UUID.fromString("0193d5a4-3000-7c00-8000-000000000001"))
        .customerId(UUID.fromString("0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a"))
        .lines(lines)
        .total(eur("309.60"))
        .credited(eur("9.60"))
        .paid(eur("100.00"))
        .refunded(eur("0.00"))
        .balance(eur("200.00"))
        .issuedAt(OffsetDateTime.parse("2026-11-20T10:00:01Z"))
        .dueOn(LocalDate.of(2026, 12, 4));
  }

  private static List<PriceLine> lines(int count) {
    List<PriceLine> lines = new ArrayList<>();
    IntStream.rangeClosed(1, count)
        .forEach(i -> lines.add(line(PriceLineType.DAY, "Rental day " + i, 3, "43.00")));
    lines.add(line(PriceLineType.TAX, "Tax 20 %", 1, "51.60"));
    return lines;
  }

  private static PriceLine line(
      PriceLineType type, String description, int quantity, String unitPrice) {
    return new PriceLine()
        .type(type)
        .description(description)
        .quantity(quantity)
        .unitPrice(eur(unitPrice))
        .amount(eur(new BigDecimal(unitPrice).multiply(BigDecimal.valueOf(quantity)).toString()));
  }

  private static Money eur(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("EUR");
  }
}
