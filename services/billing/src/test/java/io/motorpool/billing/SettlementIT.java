package io.motorpool.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.contracts.common.model.Money;
import io.motorpool.contracts.common.model.Rate;
import io.motorpool.contracts.common.model.RentalTerms;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Events;
import io.motorpool.testing.Http;
import io.motorpool.testing.ServiceUnderTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is charged and credited when a vehicle comes back. */
class SettlementIT {

  private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared(Database.BILLING);
  private static final Http HTTP = SERVICE.http();
  private static final Events EVENTS = SERVICE.events().listen("invoice.*");

  /** Three days at 50.00, with 30.00 tax: 180.00. */
  private final ReservationSnapshot made =
      Reservations.modified(Reservations.made(UUID.randomUUID()), "50.00", 3, 0)
          .status(ReservationStatus.PENDING);

  @Test
  void whatTheReturnShowsIsAnotherInvoice() {
    hear("reservation.created", made);
    ReservationSnapshot completed = completed(made, 3);
    completed.getHandback().setFuelLevelPercent(75);

    hear("reservation.completed", completed);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "SETTLEMENT 36.00");
    assertThat(invoices().at("/1/lines/0/type").textValue()).isEqualTo("FUEL");
    assertThat(invoices().at("/1/lines/1/type").textValue()).isEqualTo("TAX");
  }

  @Test
  void aReturnAsAgreedOnIsSettledWithNothing() {
    hear("reservation.created", made);

    hear("reservation.completed", completed(made, 3));

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00");
    assertThat(invoices().at("/0/credited/amount").textValue()).isEqualTo("0.00");
  }

  @Test
  void anEarlyReturnIsCredited() {
    hear("reservation.created", made);
    ReservationSnapshot completed = completed(made, 3);
    completed.getHandback().setReturnedAt(made.getEndsAt().minusDays(1));

    hear("reservation.completed", completed);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00");
    assertThat(invoices().at("/0/credited/amount").textValue()).isEqualTo("30.00");
    JsonNode notes =
        HTTP.get("/invoices/%s/credit-notes".formatted(invoices().at("/0/id").textValue())).json();
    assertThat(notes.at("/items/0/reason").textValue())
        .isEqualTo("The vehicle was returned early.");
    assertThat(notes.at("/items/0/lines/0/type").textValue()).isEqualTo("EARLY_RETURN");
    assertThat(notes.at("/items/0/lines/0/amount/amount").textValue()).isEqualTo("25.00");
  }

  @Test
  void aReturnIsSettledOnceHoweverOftenItIsHeardOf() {
    hear("reservation.created", made);
    ReservationSnapshot completed = completed(made, 3);
    completed.getHandback().setReturnedAt(made.getEndsAt().minusDays(1));
    hear("reservation.completed", completed);

    hear("reservation.completed", completed);
    ReservationSnapshot later = completed(made, 4);
    later.getHandback().setFuelLevelPercent(1);
    hear("reservation.completed", later);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00");
    assertThat(invoices().at("/0/credited/amount").textValue()).isEqualTo("30.00");
  }

  @Test
  void aReturnThatOvertakesAChangeBillsItToo() {
    hear("reservation.created", made);
    ReservationSnapshot modified = Reservations.modified(made, "50.00", 4, 2);
    ReservationSnapshot completed = completed(modified, 4);
    completed.getHandback().setFuelLevelPercent(75);

    hear("reservation.completed", completed);
    hear("reservation.modified", modified);

    assertThat(kindsAndTotals())
        .containsExactly("RENTAL 180.00", "ADJUSTMENT 60.00", "SETTLEMENT 36.00");
  }

  @Test
  void aReturnThatIsHeardOfFirstBillsTheRentalToo() {
    ReservationSnapshot completed = completed(made, 3);
    completed
        .getHandback()
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")));

    hear("reservation.completed", completed);
    hear("reservation.created", made);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "SETTLEMENT 150.00");
  }

  @Test
  void aReturnWithoutTermsIsSettledByItsDamage() {
    hear("reservation.created", made);
    ReservationSnapshot completed = completed(made, 3).terms(null);
    completed
        .getHandback()
        .fuelLevelPercent(5)
        .addDamageItem(new Damage().description("Scratch").charge(eur("150.00")));

    hear("reservation.completed", completed);

    assertThat(kindsAndTotals()).containsExactly("RENTAL 180.00", "SETTLEMENT 150.00");
  }

  private static ReservationSnapshot completed(ReservationSnapshot made, long version) {
    return Reservations.later(made, ReservationStatus.COMPLETED, version)
        .terms(
            new RentalTerms()
                .rate(new Rate().hourly(eur("10.00")).daily(eur("50.00")).weekly(eur("300.00")))
                .taxPercent(new BigDecimal("20.00"))
                .missingFuelRate(eur("1.20"))
                .lateReturnGraceMinutes(29)
                .earlyReturnCreditPercent(50))
        .handover(
            new Handover().pickedUpAt(made.getStartsAt()).odometerKm(10_000).fuelLevelPercent(100))
        .handback(
            new Handback()
                .returnedAt(made.getEndsAt())
                .odometerKm(10_300)
                .fuelLevelPercent(100)
                .branchId(made.getReturnBranchId())
                .damage(new ArrayList<>()));
  }

  private static void hear(String type, ReservationSnapshot reservation) {
    SERVICE.awaitHandled(EVENTS.publish(type, reservation));
  }

  private JsonNode invoices() {
    return HTTP.get("/invoices?reservationId=" + made.getId()).json().get("items");
  }

  private List<String> kindsAndTotals() {
    List<String> found = new ArrayList<>();
    invoices()
        .forEach(
            it -> found.add(it.get("kind").textValue() + " " + it.at("/total/amount").textValue()));
    return found;
  }

  private static Money eur(String amount) {
    return new Money().amount(new BigDecimal(amount)).currency("EUR");
  }
}
