package io.motorpool.reservation.domain;

import io.motorpool.platform.failure.StaleVersion;
import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;

/** What can be done with cancellation policies, each in one transaction. */
@ApplicationScoped
public class CancellationPolicyService {

  private final CancellationPolicyRepository repository;
  private final Transaction transaction;

  /** For the container, which makes the client proxy with it. */
  protected CancellationPolicyService() {
    this(null, null);
  }

  /**
   * @param repository the stored policies
   * @param transaction makes each change one
   */
  @Inject
  public CancellationPolicyService(
      CancellationPolicyRepository repository, Transaction transaction) {
    this.repository = repository;
    this.transaction = transaction;
  }

  /**
   * Adds a policy.
   *
   * @param code its code
   * @throws CancellationPolicyCodeTaken if there is one with the code
   * @throws CancellationPolicyClassTaken if there is one for the class
   * @throws CancellationPolicyInvalid if it is the standard for one class
   */
  public CancellationPolicy add(String code, CancellationPolicyDetails details) {
    return transaction.call(
        () -> {
          CancellationPolicy added = CancellationPolicy.add(code, details);
          repository.add(added);
          return added;
        });
  }

  /**
   * Replaces a policy. What is reserved already keeps the terms it was reserved under.
   *
   * @param code the policy
   * @param expected the version the caller decided on
   * @param newCode the code it is to have, which must be the one it has
   * @throws CancellationPolicyNotFound if there is none with this code
   * @throws StaleVersion if it has changed since
   * @throws CancellationPolicyCodeFixed if it is to have another code
   * @throws CancellationPolicyClassTaken if there is another one for the class
   * @throws CancellationPolicyInvalid if it is the standard for one class
   */
  public CancellationPolicy replace(
      String code, long expected, String newCode, CancellationPolicyDetails details) {
    return transaction.call(
        () -> {
          CancellationPolicy replaced = repository.getForChange(code);
          StaleVersion.check(OptionalLong.of(expected), replaced.version());
          if (!newCode.equals(code)) {
            throw new CancellationPolicyCodeFixed(code);
          }
          replaced.replace(details);
          repository.flush(replaced);
          return replaced;
        });
  }

  /**
   * One policy.
   *
   * @throws CancellationPolicyNotFound if there is none with this code
   */
  public CancellationPolicy get(String code) {
    return transaction.call(() -> repository.get(code));
  }

  /**
   * Policies in the order of their codes.
   *
   * @param after the code to begin after, "" for the beginning
   * @param atMost the most policies to return
   */
  public List<CancellationPolicy> list(String after, int atMost) {
    return transaction.call(() -> repository.list(after, atMost));
  }
}
