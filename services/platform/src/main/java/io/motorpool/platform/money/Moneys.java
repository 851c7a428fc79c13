package io.motorpool.platform.money;

/** Amounts of money as the contracts show them. */
public final class Moneys {

  private Moneys() {}

  /** The amount as the contracts have it. */
  public static io.motorpool.contracts.common.model.Money toModel(Money money) {
    return new io.motorpool.contracts.common.model.Money()
        .amount(money.amount())
        .currency(money.currency());
  }

  /** The amount that a contract's model holds; its bounds were checked on the way in. */
  public static Money fromModel(io.motorpool.contracts.common.model.Money money) {
    return new Money(money.getAmount(), money.getCurrency());
  }
}
