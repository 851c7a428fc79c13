package io.motorpool.vehicle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.motorpool.vehicle.Fleet;
import io.motorpool.vehicle.VehicleServiceUnderTest;
import org.junit.jupiter.api.Test;

class AvailabilityIT {

  private final VehicleServiceUnderTest service = VehicleServiceUnderTest.start();
  private final Fleet fleet = new Fleet(service);

  @Test
  void findsAFreeVehicleAtItsBranch() {
    String branch = fleet.newBranch();
    String vehicleClass = fleet.newClass();
    String vehicle = fleet.newVehicle(vehicleClass, branch);

    var answer =
        service.get(
            "/availability?branchId="
                + branch
                + "&startsAt=2027-03-01T09:00:00Z&endsAt=2027-03-04T09:00:00Z");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode item = answer.body().get("items").get(0);
    assertThat(item.get("vehicleClass").asText()).isEqualTo(vehicleClass);
    assertThat(item.get("vehicleIds").get(0).asText()).isEqualTo(vehicle);
  }
}
