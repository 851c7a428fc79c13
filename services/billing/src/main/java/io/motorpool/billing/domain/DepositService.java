package io.motorpool.billing.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.contracts.billing.model.RecordedMethod;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.RecordedDeposit;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be done with deposits. Each change that a person makes is one transaction. Nothing gives
 * a deposit back but the desk.
 */
@ApplicationScoped
public class DepositService {

  private final DepositRepository deposits;
  private final InvoiceRepository invoices;
  private final Invoicing invoicing;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected DepositService() {
    this(null, null, null, null, null);
  }

  /**
   * @param deposits the stored deposits
   * @param invoices the stored invoices
   * @param invoicing tells others of what is paid
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public DepositService(
      DepositRepository deposits,
      InvoiceRepository invoices,
      Invoicing invoicing,
      Transaction transaction,
      Clock clock) {
    this.deposits = deposits;
    this.invoices = invoices;
    this.invoicing = invoicing;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A vehicle was picked up: holds the deposit that was left with it, if there is one that is not
   * known yet. Joins the transaction of the event that says so.
   */
  public void pickedUp(ReservationSnapshot reservation) {
    Optional<Handover> handover = Optional.ofNullable(reservation.getHandover());
    RecordedDeposit left = handover.map(Handover::getDeposit).orElse(null);
    if (left == null || left.getAmount().getAmount().signum() <= 0) {
      return;
    }
    // Locked, so that two events about it are handled one after the other.
    invoices.billedForChange(reservation.getId());
    if (!deposits.isKnown(reservation.getId())) {
      deposits.add(
          Deposit.hold(
              UuidCreator.getTimeOrderedEpoch(),
              reservation.getId(),
              reservation.getCustomerId(),
              Moneys.fromModel(left.getAmount()),
              PaymentMethod.valueOf(left.getMethod().name()),
              left.getReference(),
              handover.orElseThrow().getPickedUpAt().toInstant()));
    }
  }

  /**
   * Pays an invoice from a deposit.
   *
   * @throws DepositNotFound if there is no such deposit
   * @throws DepositNotHeld if nothing is held any more
   * @throws DepositExceeded if it is more than is held
   * @throws InvoiceNotOfDeposit if the deposit's reservation has no such invoice
   * @throws InvoiceNotPayable if the invoice is not ISSUED
   * @throws PaymentInvalid if the amount is not above zero, or of another currency
   * @throws OverPayment if it is more than the invoice's balance
   */
  public Payment capture(UUID id, UUID invoiceId, Money amount) {
    return transaction.call(
        () -> {
          Deposit deposit = deposits.getForChange(id);
          Invoice invoice = invoiceOf(deposit, invoiceId);
          Instant now = clock.instant();
          Payment payment =
              invoice.receive(
                  UuidCreator.getTimeOrderedEpoch(),
                  amount,
                  RecordedMethod.DEPOSIT,
                  id.toString(),
                  now);
          deposit.capture(amount, now);
          invoices.add(payment);
          invoicing.tell(List.of(invoice), now);
          return payment;
        });
  }

  private Invoice invoiceOf(Deposit deposit, UUID invoiceId) {
    try {
      if (invoices.reservationOf(invoiceId).equals(deposit.reservationId())) {
        return invoices.getForChange(invoiceId);
      }
    } catch (InvoiceNotFound unknown) {
      // As much of this reservation as one of another.
    }
    throw new InvoiceNotOfDeposit(invoiceId);
  }

  /**
   * Gives back what is held of a deposit.
   *
   * @throws DepositNotFound if there is no such deposit
   * @throws DepositNotHeld if nothing is held any more
   */
  public Deposit release(UUID id) {
    return transaction.call(
        () -> {
          Deposit deposit = deposits.getForChange(id);
          deposit.release(clock.instant());
          deposits.flush();
          return deposit;
        });
  }

  /**
   * One deposit.
   *
   * @throws DepositNotFound if there is none with this id
   */
  public Deposit get(UUID id) {
    return transaction.call(() -> deposits.get(id));
  }

  /**
   * Deposits in the order they were heard of.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most deposits to return
   */
  public List<Deposit> list(DepositFilter filter, UUID after, int atMost) {
    return transaction.call(() -> deposits.list(filter, after, atMost));
  }
}
