package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class InvoiceNumberTest {

  @Test
  void isTheYearAndACountOfSixDigits() {
    assertThat(new InvoiceNumber(2026, 1)).hasToString("2026-000001");
  }

  @Test
  void growsWhenSixDigitsDoNotSuffice() {
    assertThat(new InvoiceNumber(2026, 1_000_000)).hasToString("2026-1000000");
  }

  @Test
  void hasTheSameDigitsInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new InvoiceNumber(2026, 42)).hasToString("2026-000042");
    } finally {
      Locale.setDefault(before);
    }
  }
}
