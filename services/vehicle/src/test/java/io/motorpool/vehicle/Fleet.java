package io.motorpool.vehicle;

import io.motorpool.testing.Http;
import io.motorpool.testing.Http.Answer;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes branches, classes and vehicles over HTTP, each with a code or number of its own. */
public final class Fleet {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Http service;

  /**
   * @param service where to make them
   */
  public Fleet(Http service) {
    this.service = service;
  }

  /** A branch code that nothing else in this run has. */
  public static String newBranchCode() {
    int number = COUNT.incrementAndGet();
    return "%c%c%c%02d".formatted('A' + number / 2600, 'A' + number / 100 % 26, 'Z', number % 100);
  }

  /** A class code that nothing else in this run has. */
  public static String newClassCode() {
    int number = COUNT.incrementAndGet();
    return "%c%c%c%c"
        .formatted(
            'A' + number / 17576 % 26,
            'A' + number / 676 % 26,
            'A' + number / 26 % 26,
            'A' + number % 26);
  }

  /** A registration number that nothing else in this run has. */
  public static String newRegistrationNumber() {
    return "W-%05dX".formatted(COUNT.incrementAndGet());
  }

  /** What a branch that is open from 8 to 18 on each day of the week is opened with. */
  public static String branch(String code, String timeZone) {
    return """
        {"code": "%s", "name": "Main station", "timeZone": "%s",
         "address": {"street": "Am Platz 1", "city": "Wien", "postalCode": "1100", "country": "AT"},
         "openingHours": [
           {"dayOfWeek": "MONDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "TUESDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "WEDNESDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "THURSDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "FRIDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "SATURDAY", "opensAt": "08:00", "closesAt": "18:00"},
           {"dayOfWeek": "SUNDAY", "opensAt": "08:00", "closesAt": "18:00"}]}
        """
        .formatted(code, timeZone);
  }

  /** What a class is added with. */
  public static String vehicleClass(String code) {
    return """
        {"code": "%s", "name": "Economy", "description": "A small car.", "minimumDriverAge": 21,
         "rate": {"hourly": {"amount": "9.00", "currency": "EUR"},
                  "daily": {"amount": "43.00", "currency": "EUR"},
                  "weekly": {"amount": "249.00", "currency": "EUR"}},
         "deposit": {"amount": "300.00", "currency": "EUR"}}
        """
        .formatted(code);
  }

  /** What a vehicle is added with. */
  public static String vehicle(String registrationNumber, String classCode, String branchId) {
    return """
        {"registrationNumber": "%s", "make": "Skoda", "model": "Fabia", "modelYear": 2025,
         "vehicleClass": "%s", "branchId": "%s", "odometerKm": 12000}
        """
        .formatted(registrationNumber, classCode, branchId);
  }

  /** The id of a new branch in Vienna. */
  public String newBranch() {
    return newBranch("Europe/Vienna");
  }

  /** The id of a new branch. */
  public String newBranch(String timeZone) {
    return created("/branches", branch(newBranchCode(), timeZone)).json().get("id").asText();
  }

  /** The code of a new class. */
  public String newClass() {
    return created("/vehicle-classes", vehicleClass(newClassCode())).json().get("code").asText();
  }

  /** The id of a new vehicle. */
  public String newVehicle(String classCode, String branchId) {
    return created("/vehicles", vehicle(newRegistrationNumber(), classCode, branchId))
        .json()
        .get("id")
        .asText();
  }

  private Answer created(String path, String body) {
    Answer answer = service.post(path, body);
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }
}
