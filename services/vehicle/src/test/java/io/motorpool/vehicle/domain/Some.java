package io.motorpool.vehicle.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.vehicle.domain.ReservationState.Handback;
import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Branches, vehicles and reservations that tests begin with. */
final class Some {

  static final UUID VEHICLE = UUID.fromString("0193d5a4-2000-7c00-8000-000000000001");
  static final UUID HERE = UUID.fromString("0193d5a4-1000-7c00-8000-000000000001");
  static final UUID THERE = UUID.fromString("0193d5a4-1000-7c00-8000-000000000002");

  private Some() {}

  static Branch branch(String timeZone, String opensAt, String closesAt, DayOfWeek... days) {
    return branch(HERE, timeZone, opensAt, closesAt, days);
  }

  static Branch branch(
      UUID id, String timeZone, String opensAt, String closesAt, DayOfWeek... days) {
    return Branch.open(
        id,
        new BranchDetails(
            "VIE01",
            "Wien",
            timeZone,
            new Address("Am Platz 1", "Wien", "1100", "AT"),
            Stream.of(days).map(day -> hours(day, opensAt, closesAt)).toList(),
            new BigDecimal("0.00")));
  }

  static OpeningHours hours(DayOfWeek day, String opensAt, String closesAt) {
    return new OpeningHours(day, LocalTime.parse(opensAt), LocalTime.parse(closesAt));
  }

  static Vehicle vehicle(Vehicle.Status status) {
    return Vehicle.add(VEHICLE, details(HERE, 12_000, Optional.of(status)));
  }

  static VehicleDetails details(UUID branchId, int odometerKm, Optional<Vehicle.Status> status) {
    return new VehicleDetails("W-1X", "Skoda", "Fabia", 2025, "ECMR", branchId, odometerKm, status);
  }

  static ClassTerms terms(String hourly, String daily, String weekly, String deposit) {
    return new ClassTerms(
        "Economy",
        "Small.",
        21,
        new Rate(money(hourly), money(daily), money(weekly)),
        money(deposit),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ClassTerms.USUAL_GRACE_MINUTES,
        ClassTerms.USUAL_CREDIT_PERCENT);
  }

  static Money money(String amountAndCurrency) {
    String[] parts = amountAndCurrency.split(" ");
    return Money.of(parts[0], parts[1]);
  }

  static Period period(String startsAt, String endsAt) {
    return new Period(Instant.parse(startsAt), Instant.parse(endsAt));
  }

  static ScheduleEntry entry(Status status, UUID returnBranch, String startsAt, String endsAt) {
    return ScheduleEntry.of(
        new ReservationState(
            UUID.randomUUID(),
            VEHICLE,
            returnBranch,
            period(startsAt, endsAt),
            status,
            0,
            status == Status.COMPLETED
                ? Optional.of(new Handback(Instant.parse(endsAt), returnBranch, 12_500))
                : Optional.empty()));
  }

  static Schedule schedule(ScheduleEntry... entries) {
    return new Schedule(List.of(entries));
  }
}
