package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private final RouteTable table =
      new RouteTable(
          List.of(
              route("/invoices"),
              route("/invoices/{invoiceId}"),
              route("/invoices/{invoiceId}/payments"),
              route("/invoices/overdue"),
              route("/invoices/overdue/summary")));

  @ParameterizedTest
  @CsvSource({
    "/invoices, /invoices",
    "/invoices/42, /invoices/{invoiceId}",
    "/invoices/a%2Fb, /invoices/{invoiceId}",
    "/invoices/42/payments, /invoices/{invoiceId}/payments",
    "/invoices/overdue, /invoices/overdue",
    "/invoices/overdue/summary, /invoices/overdue/summary",
    "/invoices/overdue/payments, /invoices/{invoiceId}/payments",
  })
  void findsTheRouteOfAPath(String path, String template) {
    assertThat(table.find(path)).map(Route::template).hasValue(template);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vehicle", "reservation", "billing", "notification", "analytics"})
  void parkedEventsAreThoseOfTheServiceThatThePathNames(String service) {
    RouteTable routes = new RouteTable(Contracts.routes());
    String path = "/operations/" + service + "/parked-events";

    assertRoute(routes.find(path), path, Set.of("GET"), service);
    assertRoute(
        routes.find(path + "/42"), path + "/{parkedEventId}", Set.of("GET", "DELETE"), service);
    assertRoute(
        routes.find(path + "/42/replay"),
        path + "/{parkedEventId}/replay",
        Set.of("POST"),
        service);
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/invoice",
    "/invoices/",
    "/invoices//payments",
    "/invoices/42/x",
    "invoices",
    "*"
  })
  void findsNoRouteForAnythingElse(String path) {
    assertThat(table.find(path)).isEmpty();
  }

  @Test
  void refusesTwoRoutesForAPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTable(List.of(route("/a/{b}"), route("/a/{c}"))))
        .withMessageContaining("/a/{c}");
  }

  @Test
  void hasEveryPathOfTheContracts() {
    RouteTable contracts = new RouteTable(Contracts.routes());

    assertRoute(
        contracts.find("/reservations/42/pick-up"),
        "/reservations/{reservationId}/pick-up",
        Set.of("POST"),
        "reservation");
    assertThat(contracts.find("/topic/reservations/42"))
        .map(Route::service)
        .hasValue("notification");
    assertThat(Contracts.routes()).extracting(Route::service).containsAll(Contracts.SERVICES);
  }

  private static Route route(String template) {
    return GatewayFixture.openRoute(template, Set.of("GET"), "billing");
  }

  private static void assertRoute(
      Optional<Route> route, String template, Set<String> methods, String service) {
    assertThat(route).isPresent();
    assertThat(route.get().template()).isEqualTo(template);
    assertThat(route.get().methods()).isEqualTo(methods);
    assertThat(route.get().service()).isEqualTo(service);
  }
}
