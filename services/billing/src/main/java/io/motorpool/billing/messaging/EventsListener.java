package io.motorpool.billing.messaging;

import io.motorpool.billing.domain.CustomerService;
import io.motorpool.billing.domain.DepositService;
import io.motorpool.billing.domain.Recipient;
import io.motorpool.billing.domain.ReservationBilling;
import io.motorpool.contracts.common.model.Address;
import io.motorpool.contracts.event.model.CustomerSnapshot;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.platform.messaging.EventHandler;
import io.motorpool.platform.messaging.Inbox;
import io.motorpool.platform.messaging.IncomingEvent;
import io.motorpool.platform.messaging.MalformedEvent;
import io.motorpool.platform.messaging.ParkedEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Listens to {@code reservation.*}, what is to be charged and credited and what was left as a
 * security, and to {@code customer.*}, whom invoices are made out to.
 */
@ApplicationScoped
public class EventsListener implements EventHandler {

  private final Inbox inbox;
  private final ReservationBilling billing;
  private final DepositService deposits;
  private final CustomerService customers;
  private final ParkedEvents parked;

  /** For the container, which makes the client proxy with it. */
  protected EventsListener() {
    this(null, null, null, null, null);
  }

  /**
   * @param inbox makes repeated deliveries harmless
   * @param billing issues and credits
   * @param deposits holds what was left at the pick-up
   * @param customers keeps whom invoices are made out to
   * @param parked the events that were given up on, which hold personal data, too
   */
  @Inject
  public EventsListener(
      Inbox inbox,
      ReservationBilling billing,
      DepositService deposits,
      CustomerService customers,
      ParkedEvents parked) {
    this.inbox = inbox;
    this.billing = billing;
    this.deposits = deposits;
    this.customers = customers;
    this.parked = parked;
  }

  /** Takes one event to its end. */
  @Incoming("billing-events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> on(Message<byte[]> message) {
    return inbox.process(message, this);
  }

  @Override
  public void handle(IncomingEvent event) {
    switch (event.contractType()) {
      case RESERVATION_CREATED, RESERVATION_MODIFIED -> bill(event, billing::priceAgreed);
      case RESERVATION_CANCELLED, RESERVATION_EXPIRED, RESERVATION_NO_SHOW ->
          bill(event, billing::ended);
      case RESERVATION_STARTED -> bill(event, deposits::pickedUp);
      case RESERVATION_COMPLETED ->
          bill(
              event,
              reservation -> {
                // The return may have overtaken the pick-up.
                deposits.pickedUp(reservation);
                billing.completed(reservation);
              });
      case RESERVATION_CONFIRMED -> bill(event, reservation -> {});
      case CUSTOMER_REGISTERED, CUSTOMER_CHANGED, CUSTOMER_ERASED ->
          keep(event, event.data(CustomerSnapshot.class));
      default -> throw event.unexpected();
    }
  }

  private static void bill(IncomingEvent event, Consumer<ReservationSnapshot> bill) {
    ReservationSnapshot reservation = event.data(ReservationSnapshot.class);
    // What ended before Motorpool was in use was charged elsewhere.
    if (reservation.getImported() == null) {
      bill.accept(reservation);
    }
  }

  /** What the snapshot says counts, and not the type: each has the whole state. */
  private void keep(IncomingEvent event, CustomerSnapshot customer) {
    switch (customer.getStatus()) {
      case ERASED -> {
        customers.erased(customer.getId(), customer.getVersion());
        parked.forget(customer.getId(), event);
      }
      case ACTIVE -> customers.known(customer.getId(), customer.getVersion(), recipient(customer));
    }
  }

  private static Recipient recipient(CustomerSnapshot customer) {
    if (customer.getFirstName() == null || customer.getLastName() == null) {
      throw new MalformedEvent("The customer has no name", null);
    }
    String name = customer.getFirstName() + " " + customer.getLastName();
    Address address = customer.getAddress();
    return address == null
        ? new Recipient(name, null, null, null, null)
        : new Recipient(
            name,
            address.getStreet(),
            address.getCity(),
            address.getPostalCode(),
            address.getCountry());
  }
}
