package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.PricesApi;
import io.motorpool.contracts.vehicle.model.PriceCalculationInput;
import io.motorpool.vehicle.domain.PriceRequest;
import io.motorpool.vehicle.domain.PriceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Prices over HTTP. */
@ApplicationScoped
public class PriceResource implements PricesApi {

  private final PriceService prices;

  /** For the container, which makes the client proxy with it. */
  protected PriceResource() {
    this(null);
  }

  /**
   * @param prices calculates them
   */
  @Inject
  public PriceResource(PriceService prices) {
    this.prices = prices;
  }

  @Override
  public Response calculatePrice(PriceCalculationInput input) {
    Integer age = input.getDriverAge();
    PriceRequest request =
        new PriceRequest(
            input.getVehicleClass(),
            input.getPickupBranchId(),
            Optional.ofNullable(input.getReturnBranchId()).orElse(input.getPickupBranchId()),
            input.getStartsAt().toInstant(),
            input.getEndsAt().toInstant(),
            age == null ? OptionalInt.empty() : OptionalInt.of(age),
            Optional.ofNullable(input.getExtras()).orElse(List.of()).stream()
                .map(it -> new PriceRequest.Selected(it.getCode(), it.getQuantity()))
                .toList());
    return Response.ok(PriceModels.toModel(prices.calculate(request))).build();
  }
}
