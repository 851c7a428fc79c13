package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/customers",
        "/customers/0193d5a4-0b1e-7c00-8b1a-6f5e4d3c2b1a/eligibility",
        "/vehicle-classes/A..Z",
        "/branches/.hidden",
        "/customers/J%C3%BCrgen%20X"
      })
  void takesPathsThatReadInOneWay(String path) {
    assertThat(RequestPath.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "customers",
        "//customers",
        "/customers//1",
        "/customers/.",
        "/customers/..",
        "/customers/../invoices",
        "/customers/%2e%2E/invoices",
        "/customers/..;x/eligibility",
        "/customers;a=b",
        "/customers/a%2Fb",
        "/customers/a%5cb",
        "/customers\\1",
        "/customers/a%00",
        "/customers/a%0d%0aX:1",
        "/customers/a%252e",
        "/customers/%zz",
        "/customers/%"
      })
  void refusesWhatMayReadInTwo(String path) {
    assertThat(RequestPath.isPlain(path)).isFalse();
  }
}
