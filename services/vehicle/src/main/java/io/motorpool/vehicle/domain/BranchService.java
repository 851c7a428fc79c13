package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
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
   * @param code the short code known to the staff
   * @param timeZone the IANA name of the zone that the opening hours are in
   * @throws OpeningHoursInvalid if no branch can keep the opening hours
   * @throws BranchCodeTaken if another branch has the code
   */
  public Branch open(
      String code, String name, String timeZone, Address address, List<OpeningHours> hours) {
    return transaction.call(
        () -> {
          Branch branch =
              Branch.open(UuidCreator.getTimeOrderedEpoch(), code, name, timeZone, address, hours);
          repository.add(branch);
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
