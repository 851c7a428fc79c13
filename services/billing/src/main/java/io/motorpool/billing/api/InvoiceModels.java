package io.motorpool.billing.api;

import io.motorpool.billing.domain.AddressedInvoice;
import io.motorpool.billing.domain.Invoice;
import io.motorpool.billing.domain.InvoiceLine;
import io.motorpool.billing.domain.Recipient;
import io.motorpool.contracts.billing.model.CreditNote;
import io.motorpool.contracts.billing.model.InvoiceRecipient;
import io.motorpool.contracts.billing.model.InvoiceStatus;
import io.motorpool.contracts.billing.model.Payment;
import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.billing.model.Refund;
import io.motorpool.contracts.common.model.Address;
import io.motorpool.contracts.common.model.PriceLine;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import java.util.List;

/**
 * Invoices, credit notes, payments and refunds as the contracts show them, in answers and in
 * events.
 */
public final class InvoiceModels {

  private InvoiceModels() {}

  static io.motorpool.contracts.billing.model.Invoice toModel(AddressedInvoice addressed) {
    Invoice invoice = addressed.invoice();
    return new io.motorpool.contracts.billing.model.Invoice()
        .id(invoice.id())
        .number(invoice.number())
        .reservationId(invoice.reservationId())
        .customerId(invoice.customerId())
        .recipient(addressed.recipient().map(InvoiceModels::toModel).orElse(null))
        .kind(invoice.kind())
        .status(InvoiceStatus.valueOf(invoice.status().name()))
        .lines(lines(invoice.lines()))
        .total(Moneys.toModel(invoice.total()))
        .credited(Moneys.toModel(invoice.credited()))
        .paid(Moneys.toModel(invoice.paid()))
        .refunded(Moneys.toModel(invoice.refunded()))
        .balance(Moneys.toModel(invoice.balance()))
        .issuedAt(Times.toModel(invoice.issuedAt()))
        .dueOn(invoice.dueOn())
        .paidAt(invoice.paidAt().map(Times::toModel).orElse(null))
        .overdueSince(invoice.overdueSince().map(Times::toModel).orElse(null))
        .version(invoice.version());
  }

  private static InvoiceRecipient toModel(Recipient recipient) {
    InvoiceRecipient model = new InvoiceRecipient().name(recipient.name());
    return recipient.hasAddress()
        ? model.address(
            new Address()
                .street(recipient.street())
                .city(recipient.city())
                .postalCode(recipient.postalCode())
                .country(recipient.country()))
        : model;
  }

  static CreditNote toModel(io.motorpool.billing.domain.CreditNote note) {
    return new CreditNote()
        .id(note.id())
        .number(note.number())
        .invoiceId(note.invoiceId())
        .reason(note.reason())
        .lines(lines(note.lines()))
        .amount(Moneys.toModel(note.amount()))
        .issuedAt(Times.toModel(note.issuedAt()));
  }

  static Payment toModel(io.motorpool.billing.domain.Payment payment) {
    return new Payment()
        .id(payment.id())
        .invoiceId(payment.invoiceId())
        .amount(Moneys.toModel(payment.amount()))
        .method(payment.method())
        .reference(payment.reference().orElse(null))
        .receivedAt(Times.toModel(payment.receivedAt()));
  }

  static Refund toModel(io.motorpool.billing.domain.Refund refund) {
    return new Refund()
        .id(refund.id())
        .invoiceId(refund.invoiceId())
        .amount(Moneys.toModel(refund.amount()))
        .method(refund.method())
        .reference(refund.reference().orElse(null))
        .refundedAt(Times.toModel(refund.refundedAt()));
  }

  /** How money changed hands, as it is recorded. */
  static RecordedMethod recorded(PaymentMethod method) {
    return RecordedMethod.valueOf(method.name());
  }

  /** The lines in the order to print them. */
  public static List<PriceLine> lines(List<InvoiceLine> lines) {
    return lines.stream().map(InvoiceModels::line).toList();
  }

  private static PriceLine line(InvoiceLine line) {
    return new PriceLine()
        .type(line.type())
        .description(line.description())
        .quantity(line.quantity())
        .unitPrice(Moneys.toModel(line.unitPrice()))
        .amount(Moneys.toModel(line.total()));
  }
}
