package io.motorpool.customer.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
  private final BlockRepository blocks;
  private final Transaction transaction;
  private final Event<CustomerChanged> changes;
  private final Clock clock;

  /** For the container, which makes the client proxy with it. */
  protected CustomerService() {
    this(null, null, null, null, null);
  }

  /**
   * @param repository the stored customers
   * @param blocks what stands against them
   * @param transaction makes each change one
   * @param changes tells of each change, in its transaction
   * @param clock the present moment
   */
  @Inject
  public CustomerService(
      CustomerRepository repository,
      BlockRepository blocks,
      Transaction transaction,
      Event<CustomerChanged> changes,
      Clock clock) {
    this.repository = repository;
    this.blocks = blocks;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Registers a customer under a new id.
   *
   * @throws EmailAlreadyRegistered if another customer has the e-mail address; the database
   *     decides, so of any number of simultaneous attempts one succeeds
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public Customer register(CustomerDetails details) {
    return registerAs(UuidCreator.getTimeOrderedEpoch(), details);
  }

  /**
   * Registers a customer under the id that they are known by already.
   *
   * @throws CustomerAlreadyRegistered if there is a customer with this id, erased or not
   * @throws EmailAlreadyRegistered if another customer has the e-mail address
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public Customer registerAs(UUID id, CustomerDetails details) {
    return transaction.call(
        () -> {
          repository.requireUnused(id);
          Customer customer = Customer.register(id, details, clock.instant());
          repository.add(customer);
          changes.fire(new CustomerChanged(CustomerChanged.Change.REGISTERED, customer));
          return customer;
        });
  }

  /**
   * Replaces everything a customer has told.
   *
   * @param expected the version the caller decided on
   * @throws CustomerNotFound if there is none with this id
   * @throws CustomerErased if the customer was erased
   * @throws StaleVersion if the customer has changed since
   * @throws EmailAlreadyRegistered if another customer has the e-mail address
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public Customer replace(UUID id, long expected, CustomerDetails details) {
    return transaction.call(
        () -> {
          Customer customer = repository.getForChange(id);
          // Before the version: who is erased has changed, and reading again would not help.
          customer.requireActive();
          StaleVersion.check(OptionalLong.of(expected), customer.version());
          customer.replace(details, clock.instant());
          // The version counts with the write, and the event must carry the new one.
          repository.flush();
          changes.fire(new CustomerChanged(CustomerChanged.Change.REPLACED, customer));
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
   * Customers in the order of their ids.
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
    return transaction.call(
        () -> repository.get(id).eligibility(from, until, minimumAge, blocks.all(id)));
  }
}
