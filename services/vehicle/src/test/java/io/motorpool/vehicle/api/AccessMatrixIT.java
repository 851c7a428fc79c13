package io.motorpool.vehicle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.AccessMatrix;
import io.motorpool.testing.Http.Answer;
import io.motorpool.vehicle.Fleet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;

/** Who may do what with the fleet, of which nothing belongs to a customer. */
class AccessMatrixIT extends AccessMatrix {

  private static final UUID SOMEBODY = UUID.randomUUID();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<String, String> disposable = new HashMap<>();
  private String branch;
  private String otherBranch;
  private String vehicleClass;
  private String vehicle;

  AccessMatrixIT() {
    super(Database.VEHICLE);
  }

  @BeforeAll
  void buy() {
    Fleet fleet = new Fleet(http());
    branch = fleet.newBranch();
    otherBranch = fleet.newBranch();
    vehicleClass = fleet.newClass();
    vehicle = fleet.newVehicle(vehicleClass, branch);
    disposable.put("/vehicle-classes/{code}", vehicleClass);
    disposable.put(
        "rateId",
        created(
            "/vehicle-classes/" + vehicleClass + "/rates",
            """
            {"validFrom": "2040-01-01", "validUntil": "2041-01-01",
             "rate": {"hourly": {"amount": "9.00", "currency": "EUR"},
                      "daily": {"amount": "43.00", "currency": "EUR"},
                      "weekly": {"amount": "249.00", "currency": "EUR"}}}
            """,
            "id"));
    disposable.put(
        "seasonId",
        created(
            "/seasons",
            """
            {"name": "Summer", "from": "2040-07-01", "until": "2040-09-01", "factor": "1.20"}
            """,
            "id"));
    disposable.put(
        "/extras/{code}",
        created(
            "/extras",
            """
            {"code": "ROOF_BOX", "name": "Roof box", "description": "For skis.", "charge": "PER_DAY",
             "price": {"amount": "7.00", "currency": "EUR"}, "maximumPerRental": 1}
            """,
            "code"));
    disposable.put(
        "oneWayFeeId",
        created(
            "/one-way-fees",
            """
            {"fromBranchId": "%s", "toBranchId": "%s", "fee": {"amount": "70.00", "currency": "EUR"}}
            """
                .formatted(branch, otherBranch),
            "id"));
    disposable.put(
        "maintenanceWindowId",
        created(
            "/vehicles/" + vehicle + "/maintenance-windows",
            """
            {"startsAt": "2040-01-01T08:00:00Z", "endsAt": "2040-01-02T08:00:00Z", "reason": "Brakes"}
            """,
            "id"));
  }

  private String created(String path, String body, String key) {
    Answer answer = http().post(path, body);
    if (answer.status() != 201) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return answer.json().get(key).asText();
  }

  @Override
  protected UUID owner() {
    return SOMEBODY;
  }

  @Override
  protected Map<String, String> shared() {
    return Map.of("branchId", branch, "vehicleId", vehicle);
  }

  @Override
  protected Map<String, String> disposable() {
    return disposable;
  }

  @Override
  protected void prepare(String operation, ObjectNode body) {
    switch (operation) {
      case "POST /branches" -> body.put("code", Fleet.newBranchCode());
      case "POST /vehicle-classes" -> body.put("code", Fleet.newClassCode());
      case "POST /vehicles" ->
          body.put("registrationNumber", Fleet.newRegistrationNumber())
              .put("vehicleClass", vehicleClass)
              .put("branchId", branch);
      case "POST /extras" -> body.put("code", "EXTRA_" + COUNT.incrementAndGet());
      case "POST /one-way-fees" ->
          body.put("fromBranchId", otherBranch).put("toBranchId", new Fleet(http()).newBranch());
      case "POST /price-calculations" ->
          body.put("vehicleClass", vehicleClass)
              .put("pickupBranchId", branch)
              .put("returnBranchId", branch);
      default -> {
        // The example will do.
      }
    }
  }
}
