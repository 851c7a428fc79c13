package io.motorpool.billing.api;

import io.motorpool.contracts.billing.model.Invoice;
import io.motorpool.contracts.billing.model.InvoiceRecipient;
import io.motorpool.contracts.common.model.Address;
import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.PriceLine;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** An invoice on paper, as a customer keeps it. */
final class InvoiceDocument {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private static final float VALUES = Sheet.LEFT + 100;
  private static final float QUANTITY_END = Sheet.LEFT + 290;
  private static final float UNIT_END = Sheet.LEFT + 385;
  private static final float DESCRIPTION_WIDTH = 235;
  private static final int LINES_OF_SUMS = 8;

  private final Issuer issuer;
  private final Invoice invoice;
  private final Sheet sheet;

  private InvoiceDocument(Issuer issuer, Invoice invoice, Sheet sheet) {
    this.issuer = issuer;
    this.invoice = invoice;
    this.sheet = sheet;
  }

  /** The invoice as a PDF; the same state makes the same bytes. */
  static byte[] pdf(Issuer issuer, Invoice invoice) throws IOException {
    String title = "Invoice " + invoice.getNumber();
    try (Sheet sheet = new Sheet(title, issuer.name(), invoice.getIssuedAt().toInstant())) {
      new InvoiceDocument(issuer, invoice, sheet).write(title);
      return sheet.toPdf("%s · %s".formatted(issuer.name(), title));
    }
  }

  private void write(String title) throws IOException {
    letterhead();
    sheet.down(3);
    if (invoice.getRecipient() != null) {
      recipient(invoice.getRecipient());
      sheet.down(2);
    }
    sheet.writeBold(Sheet.LEFT, title, 1.8);
    sheet.down(2);
    details();
    sheet.down(1);
    headings();
    for (PriceLine line : invoice.getLines()) {
      line(line);
    }
    sums();
  }

  private void letterhead() throws IOException {
    sheet.writeBold(Sheet.LEFT, issuer.name(), 1.3);
    sheet.down(1.2);
    sheet.write(Sheet.LEFT, issuer.address());
    sheet.down(1);
    sheet.write(Sheet.LEFT, "Tax number " + issuer.taxId());
  }

  private void recipient(InvoiceRecipient recipient) throws IOException {
    sheet.write(Sheet.LEFT, recipient.getName());
    sheet.down(1);
    Address address = recipient.getAddress();
    if (address != null) {
      sheet.write(Sheet.LEFT, address.getStreet());
      sheet.down(1);
      sheet.write(
          Sheet.LEFT,
          "%s %s, %s".formatted(address.getPostalCode(), address.getCity(), address.getCountry()));
      sheet.down(1);
    }
  }

  private void details() throws IOException {
    detail("For", purpose(invoice.getKind()));
    detail("Issued on", words(invoice.getIssuedAt().withOffsetSameInstant(ZoneOffset.UTC)));
    detail("Due on", words(invoice.getDueOn()));
    detail("Reservation", invoice.getReservationId().toString());
    detail("Customer", invoice.getCustomerId().toString());
  }

  private void detail(String name, String value) throws IOException {
    sheet.write(Sheet.LEFT, name);
    sheet.write(VALUES, value);
    sheet.down(1);
  }

  private void headings() throws IOException {
    sheet.writeBold(Sheet.LEFT, "Description", 1);
    sheet.writeBoldUpTo(QUANTITY_END, "Quantity");
    sheet.writeBoldUpTo(UNIT_END, "Unit price");
    sheet.writeBoldUpTo(Sheet.RIGHT, "Amount");
    sheet.down(0.4);
    sheet.rule();
    sheet.down(1);
  }

  private void line(PriceLine line) throws IOException {
    List<String> description = sheet.broken(line.getDescription(), DESCRIPTION_WIDTH);
    if (!sheet.hasRoomFor(description.size())) {
      sheet.turn();
      headings();
    }
    // In the order to be read, which is the order that a program finds it in.
    sheet.write(Sheet.LEFT, description.getFirst());
    sheet.writeUpTo(QUANTITY_END, Integer.toString(line.getQuantity()));
    sheet.writeUpTo(UNIT_END, words(line.getUnitPrice()));
    sheet.writeUpTo(Sheet.RIGHT, words(line.getAmount()));
    sheet.down(1);
    for (String part : description.subList(1, description.size())) {
      sheet.write(Sheet.LEFT, part);
      sheet.down(1);
    }
  }

  private void sums() throws IOException {
    if (!sheet.hasRoomFor(LINES_OF_SUMS)) {
      sheet.turn();
    }
    sheet.down(-0.4);
    sheet.rule();
    sheet.down(1.2);
    sheet.writeBoldUpTo(UNIT_END, "Total");
    sheet.writeBoldUpTo(Sheet.RIGHT, words(invoice.getTotal()));
    sheet.down(1);
    sum("Credited", invoice.getCredited());
    sum("Paid", invoice.getPaid());
    sum("Refunded", invoice.getRefunded());
    Money balance = invoice.getBalance();
    boolean giveBack = balance.getAmount().signum() < 0;
    Money shown = new Money().amount(balance.getAmount().abs()).currency(balance.getCurrency());
    sheet.writeBoldUpTo(UNIT_END, giveBack ? "We give back" : "To be paid");
    sheet.writeBoldUpTo(Sheet.RIGHT, words(shown));
    sheet.down(2);
    if (balance.getAmount().signum() > 0) {
      sheet.write(
          Sheet.LEFT,
          "Please pay by %s and give the number %s."
              .formatted(words(invoice.getDueOn()), invoice.getNumber()));
    }
  }

  private void sum(String name, Money amount) throws IOException {
    sheet.writeUpTo(UNIT_END, name);
    sheet.writeUpTo(Sheet.RIGHT, words(amount));
    sheet.down(1);
  }

  private static String purpose(InvoiceKind kind) {
    return switch (kind) {
      case RENTAL -> "Rental";
      case ADJUSTMENT -> "Change of the reservation";
      case SETTLEMENT -> "Return of the vehicle";
      case CANCELLATION -> "Rental that did not take place";
    };
  }

  private static String words(Money money) {
    return money.getAmount().toPlainString() + " " + money.getCurrency();
  }

  private static String words(TemporalAccessor day) {
    return DAY.format(day);
  }
}
