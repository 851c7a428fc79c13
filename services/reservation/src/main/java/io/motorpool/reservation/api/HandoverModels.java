package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.model.Damage;
import io.motorpool.contracts.reservation.model.DepositMethod;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.Handover;
import io.motorpool.contracts.reservation.model.PickUpInput;
import io.motorpool.contracts.reservation.model.RecordedDeposit;
import io.motorpool.contracts.reservation.model.ReturnInput;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.domain.PickUpReport;
import io.motorpool.reservation.domain.Reservation;
import io.motorpool.reservation.domain.ReturnReport;
import java.util.List;
import java.util.Optional;

/** What the desk notes when a vehicle goes and comes back, as the contracts show it. */
final class HandoverModels {

  private HandoverModels() {}

  static PickUpReport fromModel(PickUpInput input) {
    return new PickUpReport(
        input.getOdometerKm(),
        input.getFuelLevelPercent(),
        Optional.ofNullable(input.getDeposit()).map(HandoverModels::fromModel),
        fromModel(input.getDamage()));
  }

  static ReturnReport fromModel(ReturnInput input) {
    return new ReturnReport(
        input.getOdometerKm(),
        input.getFuelLevelPercent(),
        Optional.ofNullable(input.getReturnBranchId()),
        fromModel(input.getDamage()));
  }

  /** The handover, or null before the pick-up. */
  static Handover handover(Reservation reservation) {
    return reservation
        .handover()
        .map(
            it ->
                new Handover()
                    .pickedUpAt(Times.toModel(it.pickedUpAt()))
                    .odometerKm(it.odometerKm())
                    .fuelLevelPercent(it.fuelLevelPercent())
                    .deposit(
                        Optional.ofNullable(it.deposit()).map(HandoverModels::toModel).orElse(null))
                    .damage(
                        reservation.handoverDamage().isEmpty()
                            ? null
                            : toModel(reservation.handoverDamage())))
        .orElse(null);
  }

  /** The handback, or null before the return. */
  static Handback handback(Reservation reservation) {
    return reservation
        .handback()
        .map(
            it ->
                new Handback()
                    .returnedAt(Times.toModel(it.returnedAt()))
                    .odometerKm(it.odometerKm())
                    .fuelLevelPercent(it.fuelLevelPercent())
                    .branchId(it.branchId())
                    .damage(toModel(reservation.damage()))
                    .otherBranchFee(reservation.otherBranchFee().map(Moneys::toModel).orElse(null)))
        .orElse(null);
  }

  private static io.motorpool.reservation.domain.RecordedDeposit fromModel(
      RecordedDeposit deposit) {
    return io.motorpool.reservation.domain.RecordedDeposit.of(
        Moneys.fromModel(deposit.getAmount()),
        io.motorpool.reservation.domain.RecordedDeposit.Method.valueOf(deposit.getMethod().name()),
        Optional.ofNullable(deposit.getReference()));
  }

  private static RecordedDeposit toModel(io.motorpool.reservation.domain.RecordedDeposit deposit) {
    return new RecordedDeposit()
        .amount(Moneys.toModel(deposit.amount()))
        .method(DepositMethod.valueOf(deposit.method().name()))
        .reference(deposit.reference());
  }

  private static List<io.motorpool.reservation.domain.Damage> fromModel(List<Damage> damage) {
    return Optional.ofNullable(damage).orElse(List.of()).stream()
        .map(
            it ->
                io.motorpool.reservation.domain.Damage.of(
                    it.getDescription(),
                    Optional.ofNullable(it.getCharge()).map(Moneys::fromModel),
                    Optional.ofNullable(it.getPhotos()).orElse(List.of())))
        .toList();
  }

  private static List<Damage> toModel(List<io.motorpool.reservation.domain.Damage> damage) {
    return damage.stream()
        .map(
            it ->
                new Damage()
                    .description(it.description())
                    .charge(it.charge().map(Moneys::toModel).orElse(null))
                    .photos(it.photos().isEmpty() ? null : it.photos()))
        .toList();
  }
}
