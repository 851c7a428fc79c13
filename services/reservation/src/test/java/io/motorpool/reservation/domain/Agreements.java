package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What customers and the desk agree on in tests. */
final class Agreements {

  private Agreements() {}

  /** So many days at 40.00 EUR with a child seat for nothing, and 20 % tax. */
  static Agreement ofDays(int days) {
    Money daily = Money.of("40.00", "EUR");
    return new Agreement(
        "ECMR",
        new Price(
            List.of(
                PriceLine.of(PriceLine.Type.DAY, "Rental day", days, daily),
                PriceLine.of(
                    PriceLine.Type.TAX, "Tax 20 %", 1, Money.of("8.00", "EUR").times(days)))),
        Money.of("300.00", "EUR"),
        List.of(
            new RentedExtra(
                "CHILD_SEAT",
                "Child seat",
                1,
                RentedExtra.Charge.PER_RENTAL,
                new BigDecimal("0.00"),
                "EUR")),
        Optional.of(terms()));
  }

  private static RentalTerms terms() {
    return new RentalTerms(
        "EUR",
        new BigDecimal("9.00"),
        new BigDecimal("40.00"),
        new BigDecimal("210.00"),
        new BigDecimal("20.00"),
        250,
        new BigDecimal("0.25"),
        new BigDecimal("1.20"),
        29,
        50);
  }
}
