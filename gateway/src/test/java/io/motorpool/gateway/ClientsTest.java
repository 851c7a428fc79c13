package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::1, 2001:db8:1:2::/64",
    "2001:db8:1:3::1, 2001:db8:1:3::/64"
  })
  void countsANetworkOfIPv6AsOne(String address, String household) {
    assertThat(Clients.household(address)).isEqualTo(household);
  }
}
