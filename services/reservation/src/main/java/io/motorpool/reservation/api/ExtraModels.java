package io.motorpool.reservation.api;

import io.motorpool.contracts.common.model.ExtraCharge;
import io.motorpool.contracts.common.model.RentedExtra;
import io.motorpool.contracts.common.model.SelectedExtra;
import io.motorpool.platform.money.Moneys;
import io.motorpool.reservation.domain.ExtraChoice;
import java.util.List;

/** What is rented along, as the contracts show it. */
final class ExtraModels {

  private ExtraModels() {}

  /** What a request chooses; nothing where it has none. */
  static List<ExtraChoice> choices(List<SelectedExtra> selected) {
    return selected == null
        ? List.of()
        : selected.stream().map(it -> new ExtraChoice(it.getCode(), it.getQuantity())).toList();
  }

  /** What is rented along, or null if nothing is. */
  static List<RentedExtra> toModel(List<io.motorpool.reservation.domain.RentedExtra> extras) {
    return extras.isEmpty() ? null : extras.stream().map(ExtraModels::toModel).toList();
  }

  private static RentedExtra toModel(io.motorpool.reservation.domain.RentedExtra extra) {
    return new RentedExtra()
        .code(extra.code())
        .name(extra.name())
        .quantity(extra.quantity())
        .charge(ExtraCharge.valueOf(extra.charge().name()))
        .unitPrice(Moneys.toModel(extra.unitPrice()));
  }
}
