package io.motorpool.reservation.domain;

/**
 * The class that a price is asked for, and what of the caller's own request it and the driver's age
 * come from, so that a refusal names the caller's field.
 *
 * @param vehicleClass an ACRISS code
 * @param classField the JSON pointer of what decides the class
 * @param ageField the JSON pointer of what decides the driver's age
 */
record PricedClass(String vehicleClass, String classField, String ageField) {

  /** Of a request that names a vehicle and a customer. */
  static PricedClass ofVehicle(String vehicleClass) {
    return new PricedClass(vehicleClass, "/vehicleId", "/customerId");
  }

  /** The caller's field for a field of the question. */
  String pointer(String field) {
    return switch (field) {
      case "/vehicleClass" -> classField;
      case "/driverAge" -> ageField;
      default -> field;
    };
  }
}
