package io.motorpool.billing.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stored customers. Every method needs a running transaction. */
@ApplicationScoped
public class CustomerRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected CustomerRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public CustomerRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Whom invoices of a customer are made out to, as far as the customer service has told yet. */
  public Optional<Recipient> recipient(UUID customerId) {
    return Optional.ofNullable(entityManager.find(Customer.class, customerId))
        .flatMap(Customer::recipient);
  }

  /** As {@link #recipient}, of several customers; who is not known is left out. */
  public Map<UUID, Recipient> recipients(Collection<UUID> customerIds) {
    return entityManager
        .createQuery("select c from Customer c where c.id in :ids and not c.erased", Customer.class)
        .setParameter("ids", customerIds)
        .getResultStream()
        .collect(Collectors.toMap(Customer::id, it -> it.recipient().orElseThrow()));
  }

  /**
   * Keeps name and address, unless what is known is as new or the customer was erased.
   *
   * @param version of the customer
   */
  public void keep(UUID customerId, long version, Recipient recipient) {
    entityManager
        .createNativeQuery(
            "insert into customer (id, version, recipient_name, recipient_street, recipient_city,"
                + " recipient_postal_code, recipient_country)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                + " on conflict (id) do update set version = excluded.version,"
                + " recipient_name = excluded.recipient_name,"
                + " recipient_street = excluded.recipient_street,"
                + " recipient_city = excluded.recipient_city,"
                + " recipient_postal_code = excluded.recipient_postal_code,"
                + " recipient_country = excluded.recipient_country"
                + " where customer.version < excluded.version and not customer.erased")
        .setParameter(1, customerId)
        .setParameter(2, version)
        .setParameter(3, recipient.name())
        .setParameter(4, recipient.street())
        .setParameter(5, recipient.city())
        .setParameter(6, recipient.postalCode())
        .setParameter(7, recipient.country())
        .executeUpdate();
  }

  /**
   * Gives the customer's invoices that have no recipient the present one, to keep it. Only an
   * invoice that was issued before anything was heard of the customer has none.
   */
  public void keepOnInvoices(UUID customerId) {
    entityManager
        .createNativeQuery(
            "update invoice set recipient_name = c.recipient_name,"
                + " recipient_street = c.recipient_street, recipient_city = c.recipient_city,"
                + " recipient_postal_code = c.recipient_postal_code,"
                + " recipient_country = c.recipient_country"
                + " from customer c where c.id = ?1 and invoice.customer_id = c.id"
                + " and invoice.recipient_name is null")
        .setParameter(1, customerId)
        .executeUpdate();
  }

  /**
   * Forgets name and address for good.
   *
   * @param version of the customer
   */
  public void erase(UUID customerId, long version) {
    entityManager
        .createNativeQuery(
            "insert into customer (id, version, erased) values (?1, ?2, true)"
                + " on conflict (id) do update set version = excluded.version, erased = true,"
                + " recipient_name = null, recipient_street = null, recipient_city = null,"
                + " recipient_postal_code = null, recipient_country = null")
        .setParameter(1, customerId)
        .setParameter(2, version)
        .executeUpdate();
  }
}
