package io.motorpool.customer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.util.UUID;

/**
 * A customer who was registered over HTTP.
 *
 * @param id the customer's id
 * @param email the customer's address
 * @param path where the customer is
 */
record Registered(UUID id, String email, String path) {

  static Registered at(Http service, String... headers) {
    String email = "anna.gruber." + UUID.randomUUID() + "@example.com";
    Answer created = service.post("/customers", body(email), headers);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    UUID id = UUID.fromString(created.json().get("id").asText());
    return new Registered(id, email, "/customers/" + id);
  }

  static String body(String email) {
    return """
        {"firstName": "Anna", "lastName": "Gruber", "email": "%s", "phone": "+43 660 1234567",
         "dateOfBirth": "1991-04-17",
         "drivingLicence": {"number": "09123456", "country": "AT", "issuedOn": "2010-05-03",
                            "expiresOn": "2090-05-02"},
         "address": {"street": "Praterstraße 12", "city": "Wien", "postalCode": "1020",
                     "country": "AT"}}
        """
        .formatted(email);
  }
}
