package io.motorpool.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class OperationRolesTest {

  private final OperationRoles roles =
      new OperationRoles("META-INF/motorpool/bundled/vehicle.yaml");

  @Test
  void areWhatTheContractSays() {
    assertThat(roles.of("listBranches")).hasValueSatisfying(it -> assertThat(it).isEmpty());
    assertThat(roles.of("createBranch"))
        .hasValueSatisfying(it -> assertThat(it).containsExactly(Role.MANAGER));
    assertThat(roles.of("getVehicle"))
        .hasValueSatisfying(
            it ->
                assertThat(it).containsExactlyInAnyOrder(Role.CUSTOMER, Role.AGENT, Role.MANAGER));
  }

  @Test
  void thereIsNothingToSayOfWhatIsNoOperation() {
    assertThat(roles.of("listCustomers")).isEmpty();
    assertThat(roles.of("toString")).isEmpty();
  }

  @Test
  void withoutAContractNothingStarts() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new OperationRoles("META-INF/motorpool/bundled/none.yaml"));
  }
}
