package io.motorpool.customer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:15:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
  private static final LocalDate BORN = LocalDate.of(1991, 4, 17);
  private static final LocalDate ISSUED = LocalDate.of(2010, 5, 3);
  private static final LocalDate EXPIRES = LocalDate.of(2030, 5, 2);

  @Test
  void aReplacementForgetsWhatIsLeftOut() {
    Customer customer =
        Customer.register(
            UUID.randomUUID(),
            details(
                BORN,
                ISSUED,
                EXPIRES,
                Optional.of("+43 1 2345"),
                Optional.of(new Address("Am Platz 1", "Wien", "1010", "AT"))),
            NOW);

    customer.replace(details(BORN, ISSUED, EXPIRES), NOW.plusSeconds(60));

    assertThat(customer.details().orElseThrow().phone()).isEmpty();
    assertThat(customer.details().orElseThrow().address()).isEmpty();
    assertThat(customer.createdAt()).isEqualTo(NOW);
    assertThat(customer.updatedAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void nothingIsKnownOfACustomerWhoWasErasedAndNothingCanBeChanged() {
    Customer customer = register(BORN, ISSUED, EXPIRES);

    customer.erase(NOW.plusSeconds(60));

    assertThat(customer.details()).isEmpty();
    assertThat(customer.status()).isEqualTo(Customer.Status.ERASED);
    assertThat(customer.updatedAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(customer.eligibility(TODAY, TODAY, 0, List.of()).isEligible()).isFalse();
    assertThatThrownBy(() -> customer.replace(details(BORN, ISSUED, EXPIRES), NOW))
        .isInstanceOf(CustomerErased.class);
  }

  @Test
  void aBlockStandsAgainstACustomerUntilItsLastDayIsOverOrItIsLifted() {
    Customer customer = register(BORN, ISSUED, EXPIRES);
    CustomerBlock block =
        CustomerBlock.of(
            UUID.randomUUID(), customer.id(), "Overdue", Optional.of(TODAY.plusDays(2)), NOW);

    assertThat(customer.eligibility(TODAY, TODAY, 18, List.of(block)).reasons())
        .extracting(Eligibility.Reason::code)
        .containsExactly(Eligibility.Code.CUSTOMER_BLOCKED);
    assertThat(block.standsAgainst(TODAY.plusDays(2))).isTrue();
    assertThat(block.standsAgainst(TODAY.plusDays(3))).isFalse();
    block.lift("Paid", NOW);
    assertThat(block.standsAgainst(TODAY)).isFalse();
    assertThatThrownBy(() -> block.lift("Paid", NOW)).isInstanceOf(BlockAlreadyLifted.class);
  }

  @Test
  void aBlockMayEndTodayButNotBefore() {
    UUID id = UUID.randomUUID();

    assertThatNoException()
        .isThrownBy(() -> CustomerBlock.of(id, id, "Overdue", Optional.of(TODAY), NOW));
    assertThatThrownBy(
            () -> CustomerBlock.of(id, id, "Overdue", Optional.of(TODAY.minusDays(1)), NOW))
        .isInstanceOf(BlockUntilInvalid.class);
  }

  @Test
  void aLicenceMayBeValidForOneDay() {
    assertThatNoException().isThrownBy(() -> register(BORN, ISSUED, ISSUED));
  }

  @Test
  void aLicenceCannotExpireBeforeItIsIssued() {
    assertThatThrownBy(() -> register(BORN, ISSUED, ISSUED.minusDays(1)))
        .isInstanceOf(DrivingLicenceInvalid.class)
        .extracting(it -> ((DrivingLicenceInvalid) it).pointer())
        .isEqualTo(Optional.of("/drivingLicence/expiresOn"));
  }

  @Test
  void aLicenceCannotBeIssuedBeforeItsHolderIsBorn() {
    assertThatThrownBy(() -> register(BORN, BORN.minusDays(1), EXPIRES))
        .isInstanceOf(DrivingLicenceInvalid.class);
  }

  @Test
  void aLicenceIssuedTodayWhereTheDayBeganFirstIsTaken() {
    assertThatNoException().isThrownBy(() -> register(BORN, TODAY, EXPIRES));
    assertThatThrownBy(() -> register(BORN, TODAY.plusDays(1), EXPIRES))
        .isInstanceOf(DrivingLicenceInvalid.class);
    Instant eveningInLondon = Instant.parse("2026-11-02T21:00:00Z");
    assertThatNoException()
        .isThrownBy(
            () ->
                Customer.register(
                    UUID.randomUUID(), details(BORN, TODAY.plusDays(1), EXPIRES), eveningInLondon));
  }

  @Test
  void nobodyIsBornInTheFutureOrBefore1900() {
    assertThatThrownBy(() -> register(TODAY.plusDays(1), TODAY.plusDays(1), EXPIRES))
        .isInstanceOf(DateOfBirthInvalid.class);
    assertThatThrownBy(() -> register(LocalDate.of(1899, 12, 31), ISSUED, EXPIRES))
        .isInstanceOf(DateOfBirthInvalid.class);
  }

  @Test
  void whatIsPersonalDoesNotShowInText() {
    CustomerDetails details =
        details(
            BORN,
            ISSUED,
            EXPIRES,
            Optional.of("+43 1 2345"),
            Optional.of(new Address("Am Platz 1", "Wien", "1010", "AT")));

    assertThat(details + " " + details.drivingLicence() + " " + details.address())
        .doesNotContain("Anna", "Gruber", "anna", "+43", "1991", "09123456", "2030", "Platz");
  }

  private static Customer register(LocalDate born, LocalDate issuedOn, LocalDate expiresOn) {
    return Customer.register(UUID.randomUUID(), details(born, issuedOn, expiresOn), NOW);
  }

  private static CustomerDetails details(LocalDate born, LocalDate issuedOn, LocalDate expiresOn) {
    return details(born, issuedOn, expiresOn, Optional.empty(), Optional.empty());
  }

  private static CustomerDetails details(
      LocalDate born,
      LocalDate issuedOn,
      LocalDate expiresOn,
      Optional<String> phone,
      Optional<Address> address) {
    return new CustomerDetails(
        "Anna",
        "Gruber",
        "anna.gruber@example.com",
        phone,
        born,
        new DrivingLicence("09123456", "AT", issuedOn, expiresOn),
        address);
  }
}
