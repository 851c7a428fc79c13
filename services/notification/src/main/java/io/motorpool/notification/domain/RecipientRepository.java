package io.motorpool.notification.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** The stored recipients. Every method needs a running transaction. */
@ApplicationScoped
public class RecipientRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected RecipientRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public RecipientRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** The customer as a recipient, as far as the customer service has told of them yet. */
  public Optional<Recipient> find(UUID customerId) {
    return Optional.ofNullable(entityManager.find(Recipient.class, customerId));
  }

  /**
   * Keeps name and address, unless what is known is as new or the customer was erased.
   *
   * @param version of the customer
   * @return whether it was news
   */
  public boolean keep(
      UUID customerId, long version, String firstName, String lastName, String email) {
    return entityManager
            .createNativeQuery(
                "insert into recipient (customer_id, version, first_name, last_name, email)"
                    + " values (?1, ?2, ?3, ?4, ?5)"
                    + " on conflict (customer_id) do update set version = excluded.version,"
                    + " first_name = excluded.first_name, last_name = excluded.last_name,"
                    + " email = excluded.email"
                    + " where recipient.version < excluded.version and not recipient.erased")
            .setParameter(1, customerId)
            .setParameter(2, version)
            .setParameter(3, firstName)
            .setParameter(4, lastName)
            .setParameter(5, email)
            .executeUpdate()
        == 1;
  }

  /**
   * Forgets name and address for good.
   *
   * @param version of the customer
   */
  public void erase(UUID customerId, long version) {
    entityManager
        .createNativeQuery(
            "insert into recipient (customer_id, version, erased) values (?1, ?2, true)"
                + " on conflict (customer_id) do update set version = excluded.version,"
                + " erased = true, first_name = null, last_name = null, email = null")
        .setParameter(1, customerId)
        .setParameter(2, version)
        .executeUpdate();
  }
}
