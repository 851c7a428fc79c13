package io.motorpool.reservation.domain;

import io.motorpool.platform.money.Money;

/**
 * What renting costs, in one currency and before tax.
 *
 * @param hourly for each begun hour beyond full rental days
 * @param daily for a rental day of 24 hours
 * @param weekly the most that seven rental days cost
 */
public record Rate(Money hourly, Money daily, Money weekly) {}
