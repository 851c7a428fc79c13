package io.motorpool.billing.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much a customer may owe past the due date and still rent.
 *
 * @param amount the most, in any one currency
 */
public record CreditLimit(BigDecimal amount) {

  /**
   * Why nothing more is charged to a customer.
   *
   * @param overdue what the customer owes past the due date, one sum for each currency
   * @return the reason in words, empty if the credit is good
   */
  public Optional<String> refusal(List<Money> overdue) {
    List<Money> above = overdue.stream().filter(it -> it.amount().compareTo(amount) > 0).toList();
    return above.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Overdue invoices of %s are unpaid."
                .formatted(
                    above.stream().map(Money::toString).collect(Collectors.joining(" and "))));
  }
}
