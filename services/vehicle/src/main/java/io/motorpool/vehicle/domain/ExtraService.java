package io.motorpool.vehicle.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** What can be done with extras, each in one transaction. */
@ApplicationScoped
public class ExtraService {

  private final ExtraRepository repository;
  private final VehicleClassRepository classes;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected ExtraService() {
    this(null, null, null);
  }

  /**
   * @param repository the stored extras
   * @param classes what is rented, and in which currency
   * @param transaction makes each change one
   */
  @Inject
  public ExtraService(
      ExtraRepository repository, VehicleClassRepository classes, Transaction transaction) {
    this.repository = repository;
    this.classes = classes;
    this.transaction = transaction;
  }

  /**
   * Adds an extra.
   *
   * @throws ExtraCodeTaken if there is one with the code
   * @throws CurrencyMismatch if no class is rented in its currency
   */
  public Extra add(String code, ExtraDetails details) {
    return transaction.call(
        () -> {
          requireCurrency(details);
          Extra added = Extra.add(code, details);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces all of an extra but its code.
   *
   * @param expected the version the caller decided on
   * @param newCode the code it is to have, which must be the one it has
   * @throws NotFound if there is none with this code
   * @throws StaleVersion if the extra has changed since
   * @throws ExtraCodeFixed if it is to have another code
   * @throws CurrencyMismatch if no class is rented in its currency
   */
  public Extra replace(String code, long expected, String newCode, ExtraDetails details) {
    return transaction.call(
        () -> {
          Extra replaced = repository.findForChange(code).orElseThrow(() -> NotFound.extra(code));
          StaleVersion.check(OptionalLong.of(expected), replaced.version());
          if (!newCode.equals(code)) {
            throw ExtraCodeFixed.at(code);
          }
          requireCurrency(details);
          replaced.replace(details);
          repository.flush();
          return replaced;
        });
  }

  /**
   * Takes an extra off the list.
   *
   * @throws NotFound if there is none with this code
   */
  public void delete(String code) {
    transaction.run(
        () ->
            repository.remove(
                repository.findForChange(code).orElseThrow(() -> NotFound.extra(code))));
  }

  /**
   * One extra.
   *
   * @throws NotFound if there is none with this code
   */
  public Extra get(String code) {
    return transaction.call(() -> repository.find(code).orElseThrow(() -> NotFound.extra(code)));
  }

  /**
   * Extras in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most extras to return
   */
  public List<Extra> list(String after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }

  private void requireCurrency(ExtraDetails details) {
    String currency = details.price().currency();
    if (!classes.isRentedIn(currency)) {
      throw CurrencyMismatch.notOfTheClasses(currency, "/price/currency");
    }
  }
}
