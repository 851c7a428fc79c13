package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.money.Money;
import io.motorpool.vehicle.domain.ReservationState.Handback;
import io.motorpool.vehicle.domain.ScheduleEntry.Status;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
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
            new BigDecimal("0.00"),
            Duration.ZERO));
  }

  /** A branch that never closes, where a vehicle is looked after for so long. */
  static Branch branch(UUID id, Duration turnaround) {
    return Branch.open(
        id,
        new BranchDetails(
            id.equals(HERE) ? "VIE01" : "VIE02",
            "Wien",
            "UTC",
            new Address("Am Platz 1", "Wien", "1100", "AT"),
            Stream.of(DayOfWeek.values())
                .map(day -> new OpeningHours(day, LocalTime.MIN, LocalTime.MAX))
                .toList(),
            new BigDecimal("0.00"),
            turnaround));
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

  /** Picked up here. */
  static ScheduleEntry entry(Status status, UUID returnBranch, String startsAt, String endsAt) {
    return entry(status, HERE, returnBranch, startsAt, endsAt);
  }

  static ScheduleEntry entry(
      Status status, UUID pickupBranch, UUID returnBranch, String startsAt, String endsAt) {
    return ScheduleEntry.of(
        new ReservationState(
            UUID.randomUUID(),
            VEHICLE,
            pickupBranch,
            returnBranch,
            period(startsAt, endsAt),
            status,
            0,
            status == Status.COMPLETED
                ? Optional.of(new Handback(Instant.parse(endsAt), returnBranch, 12_500))
                : Optional.empty()));
  }

  static Schedule schedule(ScheduleEntry... entries) {
    return new Schedule(List.of(entries), List.of(), Map.of());
  }

  /** A rate from one day through another, which is included; "" for no end. */
  static ClassRate rate(String from, String until, String hourly, String daily, String weekly) {
    return ClassRate.add(
        UUID.randomUUID(), vehicleClass(), rateDetails(from, until, hourly, daily, weekly));
  }

  static ClassRateDetails rateDetails(
      String from, String until, String hourly, String daily, String weekly) {
    return new ClassRateDetails(
        LocalDate.parse(from),
        until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)),
        new Rate(money(hourly), money(daily), money(weekly)));
  }

  /** The class ECMR, whose own rate is 9.00, 40.00 and 210.00 EUR. */
  static VehicleClass vehicleClass() {
    return VehicleClass.add("ECMR", terms("9.00 EUR", "40.00 EUR", "210.00 EUR", "300.00 EUR"));
  }

  /** A season of one class or one branch, null for all. */
  static Season season(
      String name, String from, String until, String factor, String vehicleClass, UUID branch) {
    return Season.add(
        UuidCreator.getTimeOrderedEpoch(),
        new SeasonDetails(
            name,
            LocalDate.parse(from),
            LocalDate.parse(until),
            new BigDecimal(factor),
            Optional.ofNullable(vehicleClass),
            Optional.ofNullable(branch)));
  }
}
