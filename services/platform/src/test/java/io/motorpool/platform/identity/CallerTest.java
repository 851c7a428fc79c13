package io.motorpool.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  private static final UUID OWN = UUID.fromString("0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a");
  private static final UUID OTHER = UUID.randomUUID();

  @Test
  void aCustomerActsForThemselvesOnly() {
    Caller customer = caller(OWN.toString(), Role.CUSTOMER);

    assertThat(customer.mayAct(OWN)).isTrue();
    assertThat(customer.mayAct(OTHER)).isFalse();
    assertThatCode(() -> customer.require(OWN, IllegalArgumentException::new))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> customer.require(OTHER, IllegalArgumentException::new));
  }

  @Test
  void aCustomersListsHoldTheirOwnOrNothing() {
    Caller customer = caller(OWN.toString(), Role.CUSTOMER);

    assertThat(customer.limit(Optional.empty())).contains(OWN);
    assertThat(customer.limit(Optional.of(OWN))).contains(OWN);
    assertThat(customer.limit(Optional.of(OTHER))).contains(new UUID(0, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"AGENT", "MANAGER"})
  void theStaffActsForEverybody(Role role) {
    Caller staff = caller(OWN.toString(), role, Role.CUSTOMER);

    assertThat(staff.mayAct(OTHER)).isTrue();
    assertThat(staff.limit(Optional.empty())).isEmpty();
    assertThat(staff.limit(Optional.of(OTHER))).contains(OTHER);
  }

  @Test
  void anOperatorActsForNobody() {
    Caller operator = caller("olga", Role.OPERATOR);

    assertThat(operator.mayAct(OTHER)).isFalse();
    assertThat(operator.limit(Optional.empty())).contains(new UUID(0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna",
        "",
        "193d5a4-b1e-7c00-8b1a-6f5e4d3c2b1a",
        "0193D5A4-0B1E-7C00-8B1A-6F5E4D3C2B1A",
        " 0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a"
      })
  void aSubjectThatIsNotExactlyAnIdIsNoCustomer(String subject) {
    Caller caller = caller(subject, Role.CUSTOMER);

    assertThat(caller.own()).isEmpty();
    assertThat(caller.mayAct(OWN)).isFalse();
    assertThat(caller.limit(Optional.of(OWN))).contains(new UUID(0, 0));
  }

  @Test
  void nobodyIsCallingWhereNoRequestIsWorkedOn() {
    assertThat(Caller.current()).isEmpty();
    assertThatIllegalStateException().isThrownBy(Caller::present);
  }

  private static Caller caller(String subject, Role... roles) {
    return new Caller(subject, Set.of(roles), Instant.MAX, "secret");
  }
}
