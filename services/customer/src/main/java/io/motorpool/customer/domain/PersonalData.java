package io.motorpool.customer.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a person may ask of those who keep their data: to be given all of it, and to have it erased.
 * Other services are asked before, or without, a transaction.
 */
@ApplicationScoped
public class PersonalData {

  private final CustomerRepository customers;
  private final BlockRepository blocks;
  private final Neighbours neighbours;
  private final Transaction transaction;
  private final Event<CustomerChanged> changes;
  private final Clock clock;
  private final Duration exportLimit;

  /** For the container, which makes the client proxy with it. */
  protected PersonalData() {
    this(null, null, null, null, null, null, null);
  }

  /**
   * @param customers the stored customers
   * @param blocks their blocks
   * @param neighbours what other services hold
   * @param transaction makes the erasure one
   * @param changes tells of the erasure, in its transaction
   * @param clock the present moment
   * @param exportLimit how long other services may take to answer, together
   */
  @Inject
  public PersonalData(
      CustomerRepository customers,
      BlockRepository blocks,
      Neighbours neighbours,
      Transaction transaction,
      Event<CustomerChanged> changes,
      Clock clock,
      @ConfigProperty(name = "motorpool.customer.export-limit") Duration exportLimit) {
    this.customers = customers;
    this.blocks = blocks;
    this.neighbours = neighbours;
    this.transaction = transaction;
    this.changes = changes;
    this.clock = clock;
    this.exportLimit = exportLimit;
  }

  /**
   * Everything that is held about a customer, by all services: all of it or nothing.
   *
   * @throws CustomerNotFound if there is none with this id
   * @throws NeighbourUnavailable if another service does not answer
   */
  public CustomerExport export(UUID id) {
    CustomerExport own = transaction.call(() -> own(id));
    Pages pages = new Pages(exportLimit);
    return new CustomerExport(
        own.exportedAt(),
        own.customer(),
        own.blocks(),
        neighbours.reservations(id, pages),
        neighbours.invoices(id, pages),
        neighbours.notifications(id, pages));
  }

  private CustomerExport own(UUID id) {
    return new CustomerExport(clock.instant(), customers.get(id), blocks.all(id), null, null, null);
  }

  /**
   * Erases what is personal about a customer, for good. One who was erased before stays as they
   * are.
   *
   * <p>A reservation that is being made at this very moment may come too late to be seen: it then
   * belongs to a customer of whom nothing is known.
   *
   * @param expected the version the caller decided on, empty if it does not care
   * @throws CustomerNotFound if there is none with this id
   * @throws CustomerHasLiveReservations if the customer has a reservation that has not ended
   * @throws NeighbourUnavailable if the reservation service does not answer
   * @throws StaleVersion if the customer has changed since
   */
  public Customer erase(UUID id, OptionalLong expected) {
    Customer before = transaction.call(() -> customers.get(id));
    if (before.isErased()) {
      return before;
    }
    neighbours.requireNoLiveReservation(id);
    return transaction.call(
        () -> {
          Customer customer = customers.getForChange(id);
          if (!customer.isErased()) {
            StaleVersion.check(expected, customer.version());
            customer.erase(clock.instant());
            blocks.all(id).forEach(CustomerBlock::forgetWords);
            customers.flush();
            changes.fire(new CustomerChanged(CustomerChanged.Change.ERASED, customer));
          }
          return customer;
        });
  }
}
