package io.motorpool.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Somebody who may rent anything. */
final class SomeCustomer {

  private SomeCustomer() {}

  /** Registers one more, and tells the id. */
  static String registerAt(Api api) {
    String number = UUID.randomUUID().toString();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ObjectNode customer =
        Api.JSON
            .createObjectNode()
            .put("firstName", "Clara")
            .put("lastName", "Test")
            .put("email", "clara." + number + "@example.com")
            .put("dateOfBirth", today.minusYears(40).toString());
    customer
        .putObject("drivingLicence")
        .put("number", number)
        .put("country", "AT")
        .put("issuedOn", today.minusYears(10).toString())
        .put("expiresOn", today.plusYears(5).toString());
    return api.post("/customers", customer).path("id").asText();
  }
}
