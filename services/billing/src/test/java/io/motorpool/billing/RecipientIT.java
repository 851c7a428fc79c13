package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Address;
import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import io.motorpool.testing.Snapshots;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom invoices are made out to. */
class RecipientIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  private final UUID customerId = UUID.randomUUID();

  @Test
  void anInvoiceIsMadeOutToTheCustomerAsOfTheDayOfIssue() {
    tell("customer.registered", customer());
    String invoice = issue();
    tell("customer.changed", customer().lastName("Huber").version(1L));

    JsonNode recipient = HTTP.get(invoice).json().get("recipient");
    assertThat(recipient.get("name").asText()).isEqualTo("Anna Gruber");
    assertThat(recipient.at("/address/street").asText()).isEqualTo("Praterstraße 12");
    assertThat(recipient.at("/address/postalCode").asText()).isEqualTo("1020");
    assertThat(recipient.at("/address/city").asText()).isEqualTo("Wien");
    assertThat(recipient.at("/address/country").asText()).isEqualTo("AT");
    assertThat(HTTP.get(issue()).json().at("/recipient/name").asText()).isEqualTo("Anna Huber");
  }

  @Test
  void aLateWordOfTheCustomerChangesNothing() {
    tell("customer.changed", customer().lastName("Huber").version(4L));
    tell("customer.registered", customer());

    assertThat(HTTP.get(issue()).json().at("/recipient/name").asText()).isEqualTo("Anna Huber");
  }

  @Test
  void aCustomerWithoutAnAddressIsNamed() {
    tell("customer.registered", customer().address(null));

    JsonNode recipient = HTTP.get(issue()).json().get("recipient");
    assertThat(recipient.get("name").asText()).isEqualTo("Anna Gruber");
    assertThat(recipient.has("address")).isFalse();
  }

  @Test
  void whoIsHeardOfAfterTheInvoiceIsItsRecipientToo() {
    String invoice = issue();
    assertThat(HTTP.get(invoice).json().has("recipient")).isFalse();

    tell("customer.registered", customer());

    assertThat(HTTP.get(invoice).json().at("/recipient/name").asText()).isEqualTo("Anna Gruber");
    assertThat(
            HTTP.get("/invoices?customerId=" + customerId)
                .json()
                .at("/items/0/recipient/name")
                .asText())
        .isEqualTo("Anna Gruber");
  }

  @Test
  void anErasureLeavesWhatInvoicesHaveToKeepAndNothingElse() {
    String before = issue();
    tell("customer.registered", customer());
    String after = issue();

    tell("customer.erased", Snapshots.erased(customerId, 1));
    tell("customer.changed", customer().version(2L));

    assertThat(HTTP.get(before).json().at("/recipient/name").asText()).isEqualTo("Anna Gruber");
    assertThat(HTTP.get(after).json().at("/recipient/name").asText()).isEqualTo("Anna Gruber");
    assertThat(
            SERVICE.query(
                Long.class,
                "select count(*) from customer where id = '%s' and erased and recipient_name is null"
                    .formatted(customerId)))
        .isEqualTo(1);
    assertThat(HTTP.get(issue()).json().has("recipient")).isFalse();
  }

  private CustomerSnapshot customer() {
    return Snapshots.customer(customerId)
        .address(
            new Address().street("Praterstraße 12").city("Wien").postalCode("1020").country("AT"));
  }

  private static void tell(String type, CustomerSnapshot customer) {
    SERVICE.awaitHandled(EVENTS.publish(type, customer));
  }

  private String issue() {
    ReservationSnapshot reservation = Reservations.made(customerId);
    EVENTS.publish("reservation.created", reservation);
    return "/invoices/"
        + EVENTS.await("invoice.issued", reservation.getId()).at("/data/invoiceId").textValue();
  }
}
