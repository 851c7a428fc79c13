package io.motorpool.reservation.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something that is to be rented along with the vehicle.
 *
 * @param code the extra's code in the tariff
 * @param quantity how many, at least one
 */
public record ExtraChoice(String code, int quantity) {

  /**
   * Checks that each is chosen once.
   *
   * @throws RequestUnclear if one is not
   */
  static List<ExtraChoice> requireDistinct(List<ExtraChoice> choices) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      if (!codes.add(choices.get(i).code())) {
        throw RequestUnclear.extraRepeated(choices.get(i).code(), i);
      }
    }
    return choices;
  }
}
