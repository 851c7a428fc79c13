package io.motorpool.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.billing.domain.Deposit.Status;
import io.motorpool.contracts.billing.model.PaymentMethod;
import io.motorpool.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DepositTest {

  private static final Instant PICK_UP = Instant.parse("2026-12-01T09:04:00Z");
  private static final Instant RETURN = Instant.parse("2026-12-04T09:04:00Z");

  private final Deposit deposit =
      Deposit.hold(
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          eur("300.00"),
          PaymentMethod.CARD,
          "AUTH-84213",
          PICK_UP);

  @Test
  void isHeldAsAWhole() {
    assertThat(deposit.status()).isEqualTo(Status.HELD);
    assertThat(deposit.held()).isEqualTo(eur("300.00"));
    assertThat(deposit.closedAt()).isEmpty();
  }

  @Test
  void isUsedInPartsAndTheRestIsReleased() {
    deposit.capture(eur("36.00"), RETURN);
    assertThat(deposit.status()).isEqualTo(Status.HELD);

    deposit.release(RETURN);

    assertThat(deposit.status()).isEqualTo(Status.RELEASED);
    assertThat(deposit.captured()).isEqualTo(eur("36.00"));
    assertThat(deposit.released()).isEqualTo(eur("264.00"));
    assertThat(deposit.held()).isEqualTo(eur("0.00"));
    assertThat(deposit.closedAt()).contains(RETURN);
  }

  @Test
  void isCapturedOnceAllOfItIsUsed() {
    deposit.capture(eur("100.00"), RETURN);
    deposit.capture(eur("200.00"), RETURN);

    assertThat(deposit.status()).isEqualTo(Status.CAPTURED);
    assertThat(deposit.closedAt()).contains(RETURN);
  }

  @Test
  void isNeverExceeded() {
    deposit.capture(eur("100.00"), RETURN);

    assertThatThrownBy(() -> deposit.capture(eur("200.01"), RETURN))
        .isInstanceOf(DepositExceeded.class)
        .hasMessage("200.00 EUR is held.");
    assertThatThrownBy(() -> deposit.capture(Money.of("1.00", "USD"), RETURN))
        .isInstanceOf(DepositExceeded.class);
  }

  @Test
  void isClosedForGood() {
    deposit.release(RETURN);

    assertThatThrownBy(() -> deposit.release(RETURN)).isInstanceOf(DepositNotHeld.class);
    assertThatThrownBy(() -> deposit.capture(eur("1.00"), RETURN))
        .isInstanceOf(DepositNotHeld.class);
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
