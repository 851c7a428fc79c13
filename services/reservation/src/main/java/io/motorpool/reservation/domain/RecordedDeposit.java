package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The deposit that the desk has received.
 *
 * @param depositAmount how much
 * @param depositCurrency its ISO 4217 code
 * @param method how it was left
 * @param reference what it can be found by elsewhere, or null
 */
@Embeddable
public record RecordedDeposit(
    @Column(name = "pickup_deposit_amount") BigDecimal depositAmount,
    @Column(name = "pickup_deposit_currency") String depositCurrency,
    @Column(name = "pickup_deposit_method") @Enumerated(EnumType.STRING) Method method,
    @Column(name = "pickup_deposit_reference") String reference) {

  /** How a deposit is left. */
  public enum Method {
    /** In notes. */
    CASH,
    /** As an authorisation or charge. */
    CARD,
    /** On the account. */
    TRANSFER
  }

  /** A deposit, with what it can be found by elsewhere. */
  public static RecordedDeposit of(Money amount, Method method, Optional<String> reference) {
    return new RecordedDeposit(amount.amount(), amount.currency(), method, reference.orElse(null));
  }

  /** How much it is. */
  public Money amount() {
    return new Money(depositAmount, depositCurrency);
  }
}
