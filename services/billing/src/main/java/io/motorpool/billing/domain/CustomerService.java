package io.motorpool.billing.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What becomes of customers. Joins the transaction of the event that is the cause. */
@ApplicationScoped
public class CustomerService {

  private final CustomerRepository customers;

  /** For the container, which makes the client proxy with it. */
  protected CustomerService() {
    this(null);
  }

  /**
   * @param customers the stored customers
   */
  @Inject
  public CustomerService(CustomerRepository customers) {
    this.customers = customers;
  }

  /**
   * The customer service tells of a customer. A late or repeated word of it changes nothing.
   *
   * @param version of the customer
   */
  public void known(UUID customerId, long version, Recipient recipient) {
    customers.keep(customerId, version, recipient);
  }

  /**
   * The customer is erased. Invoices keep whom they are made out to, since a business has to keep
   * its invoices whole (EU VAT Directive 2006/112/EC, articles 226 and 247; GDPR article 17(3)(b)).
   *
   * @param version of the customer
   */
  public void erased(UUID customerId, long version) {
    customers.keepOnInvoices(customerId);
    customers.erase(customerId, version);
  }
}
