package io.motorpool.customer.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with customers, each in one transaction. */
@ApplicationScoped
public class CustomerService {

  private final CustomerRepository repository;
  private final Transaction transaction;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected CustomerService() {
    this(null, null, null);
  }

  /**
   * @param repository the stored customers
   * @param transaction makes each change one
   * @param clock the present moment
   */
  @Inject
  public CustomerService(CustomerRepository repository, Transaction transaction, Clock clock) {
    this.repository = repository;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Registers a customer.
   *
   * @throws EmailAlreadyRegistered if another customer has the e-mail address; the database
   *     decides, so of any number of simultaneous attempts one succeeds
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public Customer register(CustomerDetails details) {
    return transaction.call(
        () -> {
          Customer customer =
              Customer.register(UuidCreator.getTimeOrderedEpoch(), details, clock.instant());
          repository.add(customer);
          return customer;
        });
  }

  /**
   * Replaces everything a customer has told.
   *
   * @param expected the version the caller decided on
   * @throws CustomerNotFound if there is none with this id
   * @throws StaleVersion if the customer has changed since
   * @throws EmailAlreadyRegistered if another customer has the e-mail address
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public Customer replace(UUID id, long expected, CustomerDetails details) {
    return transaction.call(
        () -> {
          Customer customer = repository.getForChange(id);
          StaleVersion.check(OptionalLong.of(expected), customer.version());
          customer.replace(details, clock.instant());
          repository.flush();
          return customer;
        });
  }

  /**
   * One customer.
   *
   * @throws CustomerNotFound if there is none with this id
   */
  public Customer get(UUID id) {
    return transaction.call(() -> repository.get(id));
  }

  /**
   * Customers in the order they were registered.
   *
   * @param email only the one with this address, whatever its case
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most customers to return
   */
  public List<Customer> list(Optional<String> email, UUID after, int atMost) {
    return transaction.call(() -> repository.list(email, after, atMost));
  }

  /**
   * Whether a customer may drive from one day through another.
   *
   * @param from the day of the pick-up, on which the age counts
   * @param until the day of the return, through which the licence must be valid
   * @param minimumAge in full years
   * @throws CustomerNotFound if there is none with this id
   */
  public Eligibility eligibility(UUID id, LocalDate from, LocalDate until, int minimumAge) {
    return get(id).eligibility(from, until, minimumAge);
  }
}
