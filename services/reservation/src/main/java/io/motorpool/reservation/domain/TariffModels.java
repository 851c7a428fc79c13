package io.motorpool.reservation.domain;

import io.motorpool.contracts.common.model.SelectedExtra;
import io.motorpool.contracts.vehicle.model.PriceCalculation;
import io.motorpool.contracts.vehicle.model.PriceCalculationInput;
import io.motorpool.platform.money.Money;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The tariff's questions and answers, between the vehicle service's contract and the domain. */
final class TariffModels {

  private TariffModels() {}

  static PriceCalculationInput question(
      String vehicleClass, Itinerary itinerary, OptionalInt driverAge, List<ExtraChoice> extras) {
    return new PriceCalculationInput()
        .vehicleClass(vehicleClass)
        .pickupBranchId(itinerary.pickupBranchId())
        .returnBranchId(itinerary.returnBranchId())
        .startsAt(Times.toModel(itinerary.period().startsAt()))
        .endsAt(Times.toModel(itinerary.period().endsAt()))
        .driverAge(driverAge.isPresent() ? driverAge.getAsInt() : null)
        .extras(
            extras.stream()
                .map(it -> new SelectedExtra().code(it.code()).quantity(it.quantity()))
                .toList());
  }

  static Agreement agreement(PriceCalculation answer) {
    return new Agreement(
        answer.getVehicleClass(),
        new Price(answer.getPrice().getLines().stream().map(TariffModels::line).toList()),
        Moneys.fromModel(answer.getDeposit()),
        Optional.ofNullable(answer.getExtras()).orElse(List.of()).stream()
            .map(TariffModels::extra)
            .toList(),
        Optional.of(terms(answer.getTerms())));
  }

  private static PriceLine line(io.motorpool.contracts.common.model.PriceLine line) {
    return PriceLine.of(
        PriceLine.Type.valueOf(line.getType().name()),
        line.getDescription(),
        line.getQuantity(),
        Moneys.fromModel(line.getUnitPrice()));
  }

  private static RentedExtra extra(io.motorpool.contracts.common.model.RentedExtra extra) {
    Money unitPrice = Moneys.fromModel(extra.getUnitPrice());
    return new RentedExtra(
        extra.getCode(),
        extra.getName(),
        extra.getQuantity(),
        RentedExtra.Charge.valueOf(extra.getCharge().name()),
        unitPrice.amount(),
        unitPrice.currency());
  }

  private static RentalTerms terms(io.motorpool.contracts.common.model.RentalTerms terms) {
    return new RentalTerms(
        terms.getRate().getDaily().getCurrency(),
        terms.getRate().getHourly().getAmount(),
        terms.getRate().getDaily().getAmount(),
        terms.getRate().getWeekly().getAmount(),
        terms.getTaxPercent(),
        terms.getIncludedKilometresPerDay(),
        amount(terms.getExcessKilometreRate()),
        amount(terms.getMissingFuelRate()),
        terms.getLateReturnGraceMinutes(),
        terms.getEarlyReturnCreditPercent());
  }

  private static BigDecimal amount(io.motorpool.contracts.common.model.Money money) {
    return money == null ? null : money.getAmount();
  }
}
