package io.motorpool.reservation.domain;

/**
 * The class that a price is asked for, and what of the caller's own request it and the driver's age
 * come from, so that a refusal names the caller's field.
 *
 * @param vehicleClass an ACRISS code
 * @param classField the JSON pointer of what decides the class, or null
 * @param ageField the JSON pointer of what decides the driver's age, or null
 */
record PricedClass(String vehicleClass, String classField, String ageField) {

  /** Of a request that names a vehicle and a customer. */
  static PricedClass ofVehicle(String vehicleClass) {
    return new PricedClass(vehicleClass, "/vehicleId", "/customerId");
  }

  /** Of a request that names a class and a customer. */
  static PricedClass ofClass(String vehicleClass) {
    return new PricedClass(vehicleClass, "/vehicleClass", "/customerId");
  }

  /** Of a reservation that there is already: the request names neither class nor customer. */
  static PricedClass ofReservation(String vehicleClass) {
    return new PricedClass(vehicleClass, null, null);
  }

  /** The same, with the driver's age in the request itself. */
  PricedClass withAge() {
    return new PricedClass(vehicleClass, classField, "/driverAge");
  }

  /** The caller's field for a field of the question, or null if it has none. */
  String pointer(String field) {
    return switch (field) {
      case "/vehicleClass" -> classField;
      case "/driverAge" -> ageField;
      default -> field;
    };
  }
}
