package io.motorpool.customer.domain;

import io.motorpool.platform.persistence.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The stored customers. Every method needs a running transaction. */
@ApplicationScoped
public class CustomerRepository {

  private static final String UNIQUE_EMAIL = "customer_email_unique";
  private static final String UNIQUE_ID = "customer_pkey";

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

  /**
   * Stores a new customer.
   *
   * @throws EmailAlreadyRegistered if another customer has the e-mail address
   * @throws CustomerAlreadyRegistered if there is a customer with the id
   */
  public void add(Customer customer) {
    entityManager.persist(customer);
    flush();
  }

  /**
   * Checks that no customer has an id, as far as this transaction can see.
   *
   * @throws CustomerAlreadyRegistered if one has
   */
  public void requireUnused(UUID id) {
    if (entityManager.find(Customer.class, id) != null) {
      throw new CustomerAlreadyRegistered(null);
    }
  }

  /**
   * The customer, for reading.
   *
   * @throws CustomerNotFound if there is none with this id
   */
  public Customer get(UUID id) {
    return Optional.ofNullable(entityManager.find(Customer.class, id))
        .orElseThrow(() -> new CustomerNotFound(id));
  }

  /**
   * The customer, locked until the end of the transaction.
   *
   * @throws CustomerNotFound if there is none with this id
   */
  public Customer getForChange(UUID id) {
    return Optional.ofNullable(
            entityManager.find(Customer.class, id, LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(() -> new CustomerNotFound(id));
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws EmailAlreadyRegistered if another customer has the e-mail address
   */
  public void flush() {
    try {
      entityManager.flush();
    } catch (PersistenceException e) {
      if (SqlState.of(e).map(state -> state.violates(UNIQUE_EMAIL)).orElse(false)) {
        throw new EmailAlreadyRegistered(e);
      }
      if (SqlState.of(e).map(state -> state.violates(UNIQUE_ID)).orElse(false)) {
        throw new CustomerAlreadyRegistered(e);
      }
      throw e;
    }
  }

  /**
   * Customers in the order of their ids.
   *
   * @param email only the one with this address, whatever its case
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most customers to return
   */
  public List<Customer> list(Optional<String> email, UUID after, int atMost) {
    Map<String, Object> parameters = new TreeMap<>();
    StringBuilder text = new StringBuilder("select c from Customer c where 1 = 1");
    email.ifPresent(
        it -> {
          text.append(" and lower(c.email) = lower(:email)");
          parameters.put("email", it);
        });
    if (after != null) {
      text.append(" and c.id > :after");
      parameters.put("after", after);
    }
    TypedQuery<Customer> query =
        entityManager.createQuery(text.append(" order by c.id").toString(), Customer.class);
    parameters.forEach(query::setParameter);
    return query.setMaxResults(atMost).getResultList();
  }
}
