package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.customer.CustomerServiceUnderTest;
import org.junit.jupiter.api.Test;

class CustomerResourceIT {

  private final CustomerServiceUnderTest service = CustomerServiceUnderTest.start();

  @Test
  void startsAndLists() {
    assertThat(service.get("/customers").status()).isEqualTo(200);
  }
}
