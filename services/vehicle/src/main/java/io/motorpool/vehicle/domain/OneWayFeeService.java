package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with one-way fees, each in one transaction. */
@ApplicationScoped
public class OneWayFeeService {

  private final OneWayFeeRepository repository;
  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected OneWayFeeService() {
    this(null, null, null, null);
  }

  /**
   * @param repository the stored fees
   * @param classes what is rented, and in which currency
   * @param branches between which fees can be
   * @param transaction makes each change one
   */
  @Inject
  public OneWayFeeService(
      OneWayFeeRepository repository,
      VehicleClassRepository classes,
      BranchRepository branches,
      Transaction transaction) {
    this.repository = repository;
    this.classes = classes;
    this.branches = branches;
    this.transaction = transaction;
  }

  /**
   * Adds a fee.
   *
   * @throws BranchUnknown if there is no such branch
   * @throws CurrencyMismatch if no class is rented in its currency
   * @throws OneWayFeeExists if there is one from the one branch to the other
   */
  public OneWayFee add(OneWayFeeDetails details) {
    return transaction.call(
        () -> {
          check(details);
          OneWayFee added = OneWayFee.add(UuidCreator.getTimeOrderedEpoch(), details);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces a fee.
   *
   * @param expected the version the caller decided on
   * @throws NotFound if there is none with this id
   * @throws StaleVersion if the fee has changed since
   * @throws BranchUnknown if there is no such branch
   * @throws CurrencyMismatch if no class is rented in its currency
   * @throws OneWayFeeExists if there is another one from the one branch to the other
   */
  public OneWayFee replace(UUID id, long expected, OneWayFeeDetails details) {
    return transaction.call(
        () -> {
          OneWayFee replaced =
              repository.findForChange(id).orElseThrow(() -> NotFound.oneWayFee(id));
          StaleVersion.check(OptionalLong.of(expected), replaced.version());
          check(details);
          replaced.replace(details);
          repository.flush();
          return replaced;
        });
  }

  /**
   * Removes a fee.
   *
   * @throws NotFound if there is none with this id
   */
  public void delete(UUID id) {
    transaction.run(
        () ->
            repository.remove(
                repository.findForChange(id).orElseThrow(() -> NotFound.oneWayFee(id))));
  }

  /**
   * One fee.
   *
   * @throws NotFound if there is none with this id
   */
  public OneWayFee get(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(() -> NotFound.oneWayFee(id)));
  }

  /**
   * Fees in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most fees to return
   */
  public List<OneWayFee> list(UUID after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }

  private void check(OneWayFeeDetails details) {
    requireBranch(details.fromBranchId(), "/fromBranchId");
    requireBranch(details.toBranchId(), "/toBranchId");
    String currency = details.fee().currency();
    if (!classes.isRentedIn(currency)) {
      throw CurrencyMismatch.notOfTheClasses(currency, "/fee/currency");
    }
  }

  private void requireBranch(UUID id, String pointer) {
    branches.find(id).orElseThrow(() -> BranchUnknown.at(id, pointer));
  }
}
