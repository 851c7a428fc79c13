package io.motorpool.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendingTest {

  @ParameterizedTest
  @CsvSource({
    "reservation.created, reservation.created",
    "reservation.*, reservation.created",
    "reservation.*, reservation.no_show",
    "*.created, reservation.created",
    "*.*, invoice.paid",
    "#, reservation.created",
    "#, created",
    "reservation.#, reservation",
    "reservation.#, reservation.created",
    "reservation.#, reservation.created.late",
    "#.created, created",
    "#.created, reservation.created",
    "#.created, very.late.created",
    "a.#.z, a.z",
    "a.#.z, a.m.z",
    "a.#.z, a.m.n.z",
    "*.#, reservation",
    "#.*, reservation",
    "#.#, reservation"
  })
  void matchesWhatATopicExchangeRoutes(String routingKey, String type) {
    assertThat(type).matches(Resending.regularExpression(List.of(routingKey)));
  }

  @ParameterizedTest
  @CsvSource({
    "reservation.created, reservation.creates",
    "reservation.created, reservationXcreated",
    "reservation.created, reservation.created.late",
    "reservation.created, my.reservation.created",
    "reservation.*, reservation",
    "reservation.*, reservation.created.late",
    "reservation.*, invoice.issued",
    "*.created, created",
    "reservation.#, invoice.issued",
    "#.created, reservation.ended"
  })
  void matchesNothingElse(String routingKey, String type) {
    assertThat(type).doesNotMatch(Resending.regularExpression(List.of(routingKey)));
  }

  @ParameterizedTest
  @CsvSource({
    "invoice.issued, true",
    "reservation.ended, true",
    "reservation.created, false",
    "invoice.issued.reservation, false"
  })
  void ofSeveralPatternsOneIsEnough(String type, boolean matches) {
    String expression = Resending.regularExpression(List.of("invoice.*", "*.ended"));

    assertThat(type.matches(expression)).isEqualTo(matches);
  }
}
