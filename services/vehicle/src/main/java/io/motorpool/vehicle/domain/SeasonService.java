package io.motorpool.vehicle.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What can be done with seasons, each in one transaction. */
@ApplicationScoped
public class SeasonService {

  private final SeasonRepository repository;
  private final VehicleClassRepository classes;
  private final BranchRepository branches;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected SeasonService() {
    this(null, null, null, null);
  }

  /**
   * @param repository the stored seasons
   * @param classes which a season can be for
   * @param branches where a season can be
   * @param transaction makes each change one
   */
  @Inject
  public SeasonService(
      SeasonRepository repository,
      VehicleClassRepository classes,
      BranchRepository branches,
      Transaction transaction) {
    this.repository = repository;
    this.classes = classes;
    this.branches = branches;
    this.transaction = transaction;
  }

  /**
   * Adds a season.
   *
   * @throws VehicleClassUnknown if there is no such class
   * @throws BranchUnknown if there is no such branch
   */
  public Season add(SeasonDetails details) {
    return transaction.call(
        () -> {
          check(details);
          Season added = Season.add(UuidCreator.getTimeOrderedEpoch(), details);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces a season.
   *
   * @param expected the version the caller decided on
   * @throws NotFound if there is none with this id
   * @throws StaleVersion if the season has changed since
   * @throws VehicleClassUnknown if there is no such class
   * @throws BranchUnknown if there is no such branch
   */
  public Season replace(UUID id, long expected, SeasonDetails details) {
    return transaction.call(
        () -> {
          Season replaced = repository.findForChange(id).orElseThrow(() -> NotFound.season(id));
          StaleVersion.check(OptionalLong.of(expected), replaced.version());
          check(details);
          replaced.replace(details);
          repository.flush();
          return replaced;
        });
  }

  /**
   * Removes a season.
   *
   * @throws NotFound if there is none with this id
   */
  public void delete(UUID id) {
    transaction.run(
        () ->
            repository.remove(repository.findForChange(id).orElseThrow(() -> NotFound.season(id))));
  }

  /**
   * One season.
   *
   * @throws NotFound if there is none with this id
   */
  public Season get(UUID id) {
    return transaction.call(() -> repository.find(id).orElseThrow(() -> NotFound.season(id)));
  }

  /**
   * Seasons in the order they were entered.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most seasons to return
   */
  public List<Season> list(UUID after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }

  private void check(SeasonDetails details) {
    details
        .vehicleClass()
        .filter(code -> classes.find(code).isEmpty())
        .ifPresent(
            code -> {
              throw new VehicleClassUnknown(code);
            });
    details
        .branchId()
        .filter(id -> branches.find(id).isEmpty())
        .ifPresent(
            id -> {
              throw BranchUnknown.inBody(id);
            });
  }
}
