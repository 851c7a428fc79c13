package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with branches, each in one transaction. */
@ApplicationScoped
public class BranchService {

  private final BranchRepository repository;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected BranchService() {
    this(null, null);
  }

  /**
   * @param repository the stored branches
   * @param transaction makes each change one
   */
  @Inject
  public BranchService(BranchRepository repository, Transaction transaction) {
    this.repository = repository;
    this.transaction = transaction;
  }

  /**
   * Opens a branch.
   *
   * @throws BranchCodeTaken if another branch has the code
   */
  public Branch open(BranchDetails details) {
    return transaction.call(
        () -> {
          Branch branch = Branch.open(UuidCreator.getTimeOrderedEpoch(), details);
          repository.add(branch);
          return branch;
        });
  }

  /**
   * Replaces what is known of a branch.
   *
   * @param expected the version the caller decided on
   * @throws NotFound if there is none with this id
   * @throws StaleVersion if the branch has changed since
   * @throws BranchCodeTaken if another branch has the code
   */
  public Branch replace(UUID id, long expected, BranchDetails details) {
    return transaction.call(
        () -> {
          Branch branch = repository.findForChange(id).orElseThrow(() -> NotFound.branch(id));
          StaleVersion.check(OptionalLong.of(expected), branch.version());
          branch.replace(details);
          repository.flush();
          return branch;
        });
  }

  /**
   * One branch.
   *
   * @throws NotFound if there is none with this id
   */
  public Branch get(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(() -> NotFound.branch(id)));
  }

  /**
   * Branches in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most branches to return
   */
  public List<Branch> list(String after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }
}
