package io.motorpool.vehicle.domain;

import io.motorpool.platform.persistence.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored branches. Every method needs a running transaction. */
@ApplicationScoped
public class BranchRepository {

  private static final String UNIQUE_CODE = "branch_code_unique";

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected BranchRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public BranchRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * Stores a new branch.
   *
   * @throws BranchCodeTaken if another branch has the code
   */
  public void add(Branch branch) {
    try {
      entityManager.persist(branch);
      entityManager.flush();
    } catch (PersistenceException e) {
      if (SqlState.of(e).map(state -> state.violates(UNIQUE_CODE)).orElse(false)) {
        throw new BranchCodeTaken(e);
      }
      throw e;
    }
  }

  /** The branch, if there is one with this id. */
  public Optional<Branch> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Branch.class, id));
  }

  /**
   * Branches in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most branches to return
   */
  public List<Branch> list(String after, int atMost) {
    return entityManager
        .createQuery("select b from Branch b where b.code > :after order by b.code", Branch.class)
        .setParameter("after", after)
        .setMaxResults(atMost)
        .getResultList();
  }
}
