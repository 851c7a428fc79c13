package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what a rental costs today. An answer promises nothing. */
@ApplicationScoped
public class PriceService {

  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final ExtraRepository extras;
  private final Tariffs tariffs;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected PriceService() {
    this(null, null, null, null, null);
  }

  /**
   * @param classes what can be rented
   * @param branches where
   * @param extras what can be rented along
   * @param tariffs what classes cost
   * @param transaction for reading
   */
  @Inject
  public PriceService(
      VehicleClassRepository classes,
      BranchRepository branches,
      ExtraRepository extras,
      Tariffs tariffs,
      Transaction transaction) {
    this.classes = classes;
    this.branches = branches;
    this.extras = extras;
    this.tariffs = tariffs;
    this.transaction = transaction;
  }

  /**
   * Calculates a price.
   *
   * @throws VehicleClassUnknown if there is no such class
   * @throws BranchUnknown if there is no such branch
   * @throws ExtraUnknown if there is no such extra
   * @throws ExtraListedTwice if an extra is asked for in two places
   * @throws ExtraLimitExceeded if it is more of an extra than one rental may have
   * @throws DriverTooYoung if the driver is below the least age of the class
   * @throws PeriodInvalid if it does not end after it begins, or is too long
   * @throws CurrencyMismatch if an extra or the one-way fee is in another currency than the class
   * @throws PriceTooHigh if an amount of the rate is above 99999.99 with its season, or the total
   *     is above 99999999.99
   */
  public PriceCalculation calculate(PriceRequest request) {
    Period period = request.period();
    return transaction.call(
        () -> {
          VehicleClass vehicleClass =
              classes
                  .find(request.vehicleClass())
                  .orElseThrow(() -> new VehicleClassUnknown(request.vehicleClass()));
          Branch pickup =
              branches
                  .find(request.pickupBranchId())
                  .orElseThrow(() -> BranchUnknown.at(request.pickupBranchId(), "/pickupBranchId"));
          Branch giveBack =
              branches
                  .find(request.returnBranchId())
                  .orElseThrow(() -> BranchUnknown.at(request.returnBranchId(), "/returnBranchId"));
          List<RentedExtra> rented = rented(request.extras());
          ClassTariff tariff =
              tariffs
                  .at(pickup, giveBack, period.startsAt(), List.of(vehicleClass.code()))
                  .of(vehicleClass);
          return new PriceCalculation(
              tariff, Tariff.price(tariff, period, request.driverAge(), rented), rented);
        });
  }

  private List<RentedExtra> rented(List<PriceRequest.Selected> selected) {
    Map<String, Extra> known =
        extras.find(selected.stream().map(PriceRequest.Selected::code).toList());
    Set<String> seen = new HashSet<>();
    List<RentedExtra> rented = new ArrayList<>();
    for (int i = 0; i < selected.size(); i++) {
      String code = selected.get(i).code();
      int quantity = selected.get(i).quantity();
      if (!seen.add(code)) {
        throw ExtraListedTwice.at(code, "/extras/%d/code".formatted(i));
      }
      if (!known.containsKey(code)) {
        throw ExtraUnknown.at(code, "/extras/%d/code".formatted(i));
      }
      ExtraDetails details = known.get(code).details();
      if (quantity > details.maximumPerRental()) {
        throw ExtraLimitExceeded.at(
            code, details.maximumPerRental(), "/extras/%d/quantity".formatted(i));
      }
      rented.add(new RentedExtra(code, details, quantity));
    }
    return rented;
  }
}
