package io.motorpool.vehicle.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    entityManager.persist(branch);
    flush();
  }

  /** The branch, locked until the end of the transaction, if there is one with this id. */
  public Optional<Branch> findForChange(UUID id) {
    // First the lock, then the state: with a lock mode Hibernate would read the opening hours
    // before
    // it locks the row.
    entityManager
        .createNativeQuery("select id from branch where id = ?1 for no key update")
        .setParameter(1, id)
        .getResultList();
    return find(id);
  }

  /**
   * Writes pending changes, so that the version counts them and the database has its say.
   *
   * @throws BranchCodeTaken if another branch has the code
   */
  public void flush() {
    Writes.flush(entityManager, UNIQUE_CODE, BranchCodeTaken::new);
  }

  /** The branch, if there is one with this id. */
  public Optional<Branch> find(UUID id) {
    return Optional.ofNullable(entityManager.find(Branch.class, id));
  }

  /** The branches with one of the codes, by code. */
  public Map<String, Branch> findByCode(Set<String> codes) {
    return entityManager
        .createQuery("select b from Branch b where b.code in :codes", Branch.class)
        .setParameter("codes", codes)
        .getResultStream()
        .collect(Collectors.toMap(Branch::code, Function.identity()));
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
