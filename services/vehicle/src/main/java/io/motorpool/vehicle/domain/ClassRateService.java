package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with the rates that classes have from some day on, each in one transaction. */
@ApplicationScoped
public class ClassRateService {

  /** Where a day begins first on earth. */
  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

  private final ClassRateRepository repository;
  private final VehicleClassRepository classes;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected ClassRateService() {
    this(null, null, null, null);
  }

  /**
   * @param repository the stored rates
   * @param classes whose they are
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public ClassRateService(
      ClassRateRepository repository,
      VehicleClassRepository classes,
      Transaction transaction,
      Clock clock) {
    this.repository = repository;
    this.classes = classes;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Has a rate hold for a class.
   *
   * @throws NotFound if there is no such class
   * @throws CurrencyMismatch if it is in another currency than the class
   * @throws RateAlreadyBegins if another rate of the class begins on the day
   */
  public ClassRate add(String code, ClassRateDetails details) {
    return transaction.call(
        () -> {
          ClassRate added =
              ClassRate.add(UuidCreator.getTimeOrderedEpoch(), classForChange(code), details);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces a rate and when it holds.
   *
   * @param expected the version the caller decided on
   * @throws NotFound if there is no such class, or it has no such rate
   * @throws StaleVersion if the rate has changed since
   * @throws RateHasBegun if it has begun, and more than its end is to change
   * @throws CurrencyMismatch if it is in another currency than the class
   * @throws RateAlreadyBegins if another rate of the class begins on the day
   */
  public ClassRate replace(String code, UUID id, long expected, ClassRateDetails details) {
    return transaction.call(
        () -> {
          VehicleClass vehicleClass = classForChange(code);
          ClassRate rate = rateForChange(code, id);
          StaleVersion.check(OptionalLong.of(expected), rate.version());
          rate.replace(details, vehicleClass.terms().currency(), today());
          repository.flush();
          return rate;
        });
  }

  /**
   * Removes a rate that has not begun.
   *
   * @throws NotFound if there is no such class, or it has no such rate
   * @throws RateHasBegun if it has begun
   */
  public void delete(String code, UUID id) {
    transaction.run(
        () -> {
          ClassRate rate = rateForChange(code, id);
          rate.requireNotBegun(today());
          repository.remove(rate);
        });
  }

  /**
   * One rate of a class.
   *
   * @throws NotFound if there is no such class, or it has no such rate
   */
  public ClassRate get(String code, UUID id) {
    return transaction.call(
        () -> repository.find(code, id).orElseThrow(() -> NotFound.classRate(code, id)));
  }

  /**
   * The rates of a class in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most rates to return
   * @throws NotFound if there is no such class
   */
  public List<ClassRate> list(String code, UUID after, int atMost) {
    return transaction.call(
        () -> {
          classes.find(code).orElseThrow(() -> NotFound.vehicleClass(code));
          return repository.list(code, after, atMost);
        });
  }

  /** Locked, so that its currency does not change meanwhile. */
  private VehicleClass classForChange(String code) {
    return classes.findForChange(code).orElseThrow(() -> NotFound.vehicleClass(code));
  }

  private ClassRate rateForChange(String code, UUID id) {
    return repository.findForChange(code, id).orElseThrow(() -> NotFound.classRate(code, id));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), EARLIEST);
  }
}
