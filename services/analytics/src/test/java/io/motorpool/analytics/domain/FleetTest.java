package io.motorpool.analytics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.contracts.vehicle.client.VehiclesClient;
import io.motorpool.contracts.vehicle.model.Vehicle;
import io.motorpool.contracts.vehicle.model.VehiclePage;
import io.motorpool.contracts.vehicle.model.VehicleStatus;
import jakarta.ws.rs.ProcessingException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FleetTest {

  private static final UUID AIRPORT = UUID.randomUUID();
  private static final UUID CENTRE = UUID.randomUUID();

  private final Hand hand = new Hand();
  private int calls;

  @Test
  void vehiclesOfAllPagesAreCountedByClassAndBranchUnlessTheyHaveLeftTheFleet() {
    Fleet fleet =
        fleet(
            cursor ->
                cursor == null
                    ? page("2", vehicle("ECMR", AIRPORT), vehicle("ECMR", CENTRE))
                    : page(
                        null,
                        vehicle("ECMR", AIRPORT).status(VehicleStatus.OUT_OF_SERVICE),
                        vehicle("ECMR", AIRPORT).status(VehicleStatus.RETIRED),
                        vehicle("CDMR", CENTRE)));

    assertThat(fleet.vehicles())
        .isEqualTo(
            Map.of(
                new ClassAtBranch("ECMR", AIRPORT), 2L,
                new ClassAtBranch("ECMR", CENTRE), 1L,
                new ClassAtBranch("CDMR", CENTRE), 1L));
  }

  @Test
  void anAnswerIsGoodForAMoment() {
    Fleet fleet = fleet(cursor -> page(null, vehicle("ECMR", AIRPORT)));
    fleet.vehicles();
    hand.now = hand.now.plusSeconds(29);
    fleet.vehicles();
    assertThat(calls).isEqualTo(1);

    hand.now = hand.now.plusSeconds(1);
    fleet.vehicles();
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void aFailureIsNotKept() {
    Fleet fleet =
        fleet(
            cursor -> {
              if (calls == 1) {
                throw new ProcessingException("Connection refused");
              }
              return page(null, vehicle("ECMR", AIRPORT));
            });

    assertThatThrownBy(fleet::vehicles).isInstanceOf(FleetUnknown.class);
    assertThat(fleet.vehicles()).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotEndIsNotWaitedFor() {
    Fleet fleet =
        fleet(
            cursor -> {
              hand.now = hand.now.plusSeconds(3);
              return page("again", vehicle("ECMR", AIRPORT));
            });

    assertThatThrownBy(fleet::vehicles).isInstanceOf(FleetUnknown.class);
    assertThat(calls).isEqualTo(3);
  }

  private Fleet fleet(Function<String, VehiclePage> answer) {
    VehiclesClient client =
        (VehiclesClient)
            Proxy.newProxyInstance(
                VehiclesClient.class.getClassLoader(),
                new Class<?>[] {VehiclesClient.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("listVehicles");
                  calls++;
                  return answer.apply((String) arguments[arguments.length - 1]);
                });
    return new Fleet(client, hand, Duration.ofSeconds(30), Duration.ofSeconds(8));
  }

  private static VehiclePage page(String next, Vehicle... vehicles) {
    return new VehiclePage().items(List.of(vehicles)).nextCursor(next);
  }

  private static Vehicle vehicle(String vehicleClass, UUID branchId) {
    return new Vehicle()
        .vehicleClass(vehicleClass)
        .branchId(branchId)
        .status(VehicleStatus.IN_SERVICE);
  }

  /** A clock that is moved by hand. */
  private static final class Hand extends Clock {

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
