package io.motorpool.customer.messaging;

import io.motorpool.contracts.customer.model.CustomerStatus;
import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.customer.api.CustomerModels;
import io.motorpool.customer.domain.Customer;
import io.motorpool.customer.domain.CustomerChanged;
import io.motorpool.customer.domain.CustomerDetails;
import io.motorpool.platform.messaging.Outbox;
import io.motorpool.platform.messaging.connector.EventPublisher;
import io.motorpool.platform.messaging.connector.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.reactivestreams.Publisher;

/**
 * Publishes {@code customer.*}: what others need to write to a customer, and that they are erased.
 */
@ApplicationScoped
public class CustomerEvents {

  private final Outbox outbox;
  private final EventPublisher publisher;

  /** For the container, which makes the client proxy with it. */
  protected CustomerEvents() {
    this(null, null);
  }

  /**
   * @param outbox takes the event in the transaction of the change
   * @param publisher the relay's way to the broker
   */
  @Inject
  public CustomerEvents(Outbox outbox, EventPublisher publisher) {
    this.outbox = outbox;
    this.publisher = publisher;
  }

  /** The channel that the relay sends through. */
  @Outgoing("events")
  public Publisher<Message<OutgoingEvent>> events() {
    return publisher.channel();
  }

  void on(@Observes CustomerChanged change) {
    EventType type =
        switch (change.change()) {
          case REGISTERED -> EventType.CUSTOMER_REGISTERED;
          case REPLACED -> EventType.CUSTOMER_CHANGED;
          case ERASED -> EventType.CUSTOMER_ERASED;
        };
    Customer customer = change.customer();
    if (customer.isErased()) {
      // What was told before is personal; were it sent again, it would outlive the customer.
      outbox.forget(customer.id());
    }
    outbox.add(type.toString(), customer.id(), toSnapshot(customer));
  }

  private static CustomerSnapshot toSnapshot(Customer customer) {
    CustomerSnapshot snapshot =
        new CustomerSnapshot()
            .id(customer.id())
            .status(CustomerStatus.valueOf(customer.status().name()))
            .version(customer.version());
    customer.details().ifPresent(details -> tell(snapshot, details));
    return snapshot;
  }

  private static void tell(CustomerSnapshot snapshot, CustomerDetails details) {
    snapshot
        .firstName(details.firstName())
        .lastName(details.lastName())
        .email(details.email())
        .phone(details.phone().orElse(null))
        .address(details.address().map(CustomerModels::address).orElse(null));
  }
}
