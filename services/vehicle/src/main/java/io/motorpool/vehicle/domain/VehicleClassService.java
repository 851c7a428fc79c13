package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** What can be done with vehicle classes, each in one transaction. */
@ApplicationScoped
public class VehicleClassService {

  private final VehicleClassRepository repository;
  private final ClassRateRepository rates;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected VehicleClassService() {
    this(null, null, null);
  }

  /**
   * @param repository the stored classes
   * @param rates what they cost from some day on
   * @param transaction makes each change one
   */
  @Inject
  public VehicleClassService(
      VehicleClassRepository repository, ClassRateRepository rates, Transaction transaction) {
    this.repository = repository;
    this.rates = rates;
    this.transaction = transaction;
  }

  /**
   * Adds a class.
   *
   * @param code its ACRISS code
   * @throws VehicleClassCodeTaken if there is one with the code
   */
  public VehicleClass add(String code, ClassTerms terms) {
    return transaction.call(
        () -> {
          VehicleClass added = VehicleClass.add(code, terms);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces name and terms of a class.
   *
   * @param code the class
   * @param expected the version the caller decided on
   * @param newCode the code it is to have, which must be the one it has
   * @throws NotFound if there is none with this code
   * @throws StaleVersion if the class has changed since
   * @throws VehicleClassCodeFixed if it is to have another code
   * @throws CurrencyMismatch if it is to have another currency than rates that it has
   */
  public VehicleClass replace(String code, long expected, String newCode, ClassTerms terms) {
    return transaction.call(
        () -> {
          VehicleClass replaced =
              repository.findForChange(code).orElseThrow(() -> NotFound.vehicleClass(code));
          StaleVersion.check(OptionalLong.of(expected), replaced.version());
          if (!newCode.equals(code)) {
            throw new VehicleClassCodeFixed(code);
          }
          String currency = replaced.terms().currency();
          if (!terms.currency().equals(currency) && !rates.list(code, null, 1).isEmpty()) {
            throw CurrencyMismatch.ofRates(currency);
          }
          replaced.replace(terms);
          repository.flush();
          return replaced;
        });
  }

  /**
   * One class.
   *
   * @throws NotFound if there is none with this code
   */
  public VehicleClass get(String code) {
    return transaction.call(
        () -> repository.find(code).orElseThrow(() -> NotFound.vehicleClass(code)));
  }

  /**
   * Classes in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most classes to return
   */
  public List<VehicleClass> list(String after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }
}
