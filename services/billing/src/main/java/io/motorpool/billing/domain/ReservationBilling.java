package io.motorpool.billing.domain;

import io.motorpool.contracts.common.model.InvoiceKind;
import io.motorpool.contracts.common.model.PriceLineType;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What becomes of invoices when something becomes of their reservation. Every method joins the
 * transaction of the event that says so; what the event's version is not news to has no effect, so
 * that late, repeated and overtaken events do no harm.
 */
@ApplicationScoped
public class ReservationBilling {

  private final InvoiceRepository repository;
  private final Invoicing invoicing;
  private final Event<InvoiceRejected> rejections;
  private final Clock clock;
  private final CreditLimit creditLimit;

  /** For the container, which makes the client proxy with it. */
  protected ReservationBilling() {
    this(null, null, null, null, BigDecimal.ZERO);
  }

  /**
   * @param repository the stored invoices
   * @param invoicing issues invoices and credit notes
   * @param rejections tells others of refusals, inside the transaction
   * @param clock the present moment
   * @param creditLimit how much a customer may owe past the due date, in any one currency
   */
  @Inject
  public ReservationBilling(
      InvoiceRepository repository,
      Invoicing invoicing,
      Event<InvoiceRejected> rejections,
      Clock clock,
      @ConfigProperty(name = "motorpool.billing.credit-limit", defaultValue = "0.00")
          BigDecimal creditLimit) {
    this.repository = repository;
    this.invoicing = invoicing;
    this.rejections = rejections;
    this.clock = clock;
    this.creditLimit = new CreditLimit(creditLimit);
  }

  /**
   * A price was agreed on, at the booking or with a change. The first one that is heard of is
   * invoiced, unless it is still a hold and the customer owes too much; of any other one the
   * difference to what was billed is invoiced or credited.
   */
  public void priceAgreed(ReservationSnapshot reservation) {
    BilledReservation billed = repository.billedForChange(reservation.getId());
    if (billed.isNews(reservation.getVersion())) {
      agree(billed, reservation);
      invoicing.conclude(reservation.getId());
    }
  }

  /**
   * The vehicle is back: settles what the return has shown, once, after the price that was agreed
   * on in the end.
   */
  public void completed(ReservationSnapshot reservation) {
    BilledReservation billed = repository.billedForChange(reservation.getId());
    if (billed.isNews(reservation.getVersion())) {
      agree(billed, reservation);
    }
    if (reservation.getHandback() != null && !billed.isOver() && !billed.isSettled()) {
      billed.settle();
      bill(
          reservation,
          InvoiceKind.SETTLEMENT,
          Settlement.lines(reservation),
          "The vehicle was returned early.");
    }
    invoicing.conclude(reservation.getId());
  }

  /**
   * A reservation came to nothing: takes off what was invoiced, or sees to it that nothing is; and
   * invoices the fee that was agreed on for it, if there is one.
   */
  public void ended(ReservationSnapshot reservation) {
    BilledReservation billed = repository.billedForChange(reservation.getId());
    if (!billed.isNews(reservation.getVersion())) {
      return;
    }
    billed.ended(reservation.getVersion());
    List<Invoice> invoices = repository.ofReservationForChange(reservation.getId());
    String reason = reason(reservation.getStatus());
    invoices.reversed().stream()
        .filter(invoice -> invoice.kind() != InvoiceKind.CANCELLATION)
        .forEach(invoice -> invoicing.creditRest(invoice, reason));
    if (invoices.stream().noneMatch(it -> it.kind() == InvoiceKind.CANCELLATION)) {
      fee(reservation)
          .map(fee -> Charge.further(reservation, InvoiceKind.CANCELLATION, List.of(fee)))
          .ifPresent(invoicing::issue);
    }
    invoicing.conclude(reservation.getId());
  }

  private void agree(BilledReservation billed, ReservationSnapshot reservation) {
    Charge price = Charge.rental(reservation);
    if (billed.isNew()) {
      Optional<String> refusal = refusal(reservation);
      if (refusal.isPresent()) {
        billed.rejected(reservation.getVersion());
        rejections.fire(new InvoiceRejected(price, refusal.get()));
      } else {
        billed.invoiced(reservation.getVersion(), price.lines());
        invoicing.issue(price);
      }
    } else if (!billed.isOver()) {
      List<InvoiceLine> difference = Lines.difference(price.lines(), billed.lines());
      billed.invoiced(reservation.getVersion(), price.lines());
      bill(reservation, InvoiceKind.ADJUSTMENT, difference, "The reservation was changed.");
    }
  }

  /** Only what is still held can be refused; whoever has a confirmation is charged. */
  private Optional<String> refusal(ReservationSnapshot reservation) {
    if (reservation.getStatus() != ReservationStatus.PENDING) {
      return Optional.empty();
    }
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    return creditLimit.refusal(repository.overdue(reservation.getCustomerId(), today));
  }

  /** Invoices what is above zero, credits what is below. */
  private void bill(
      ReservationSnapshot reservation,
      InvoiceKind kind,
      List<InvoiceLine> lines,
      String reasonOfCredit) {
    if (lines.isEmpty()) {
      return;
    }
    Money total = Lines.total(lines);
    if (total.isNegative()) {
      invoicing.creditNewestFirst(
          repository.ofReservationForChange(reservation.getId()),
          Credit.of(Lines.negated(lines), reasonOfCredit));
    } else if (!total.isZero()) {
      invoicing.issue(Charge.further(reservation, kind, lines));
    }
  }

  private static Optional<InvoiceLine> fee(ReservationSnapshot reservation) {
    return Optional.ofNullable(reservation.getCancellationFee())
        .map(Moneys::fromModel)
        .filter(fee -> !fee.isZero() && !fee.isNegative())
        .map(
            fee ->
                reservation.getStatus() == ReservationStatus.NO_SHOW
                    ? InvoiceLine.of(PriceLineType.NO_SHOW, "Vehicle not picked up", 1, fee)
                    : InvoiceLine.of(PriceLineType.CANCELLATION, "Cancellation", 1, fee));
  }

  private static String reason(ReservationStatus end) {
    return switch (end) {
      case EXPIRED -> "The hold has expired.";
      case NO_SHOW -> "The vehicle was not picked up.";
      default -> "The reservation was cancelled.";
    };
  }
}
