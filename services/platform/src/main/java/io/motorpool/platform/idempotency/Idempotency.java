package io.motorpool.platform.idempotency;

import io.motorpool.platform.persistence.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives a request that comes again the answer it was given the first time, instead of a second
 * effect. The answer is stored in the transaction of the effect: there is never one without the
 * other, and what fails leaves nothing behind.
 *
 * <p>Of simultaneous requests with one key, the database lets one commit. The others do their work
 * in vain, are rolled back, and answer as the first one does.
 */
@ApplicationScoped
public class Idempotency {

  private final Transaction transaction;
  private final KeptAnswers answers;
  private final Duration patience;

  /** For the container, which makes the client proxy with it. */
  protected Idempotency() {
    this(null, null, null);
  }

  /**
   * @param transaction joins the answer to the effect
   * @param answers the answers that were given
   * @param patience how long a request waits for another one with its key
   */
  @Inject
  public Idempotency(
      Transaction transaction,
      KeptAnswers answers,
      @ConfigProperty(name = "motorpool.idempotency.patience", defaultValue = "PT2S")
          Duration patience) {
    this.transaction = transaction;
    this.answers = answers;
    this.patience = patience;
  }

  /**
   * Does what is asked for, or repeats the answer if it was done before. A request without a key is
   * simply done.
   *
   * @param request what is asked for, and its key
   * @param type what the work's transaction returns; a transaction that returns something else is
   *     not the one that counts
   * @param work does it, in a transaction that it begins itself
   * @param toResponse the answer to what the work returned
   * @throws IdempotencyKeyReused if the key belongs to a request with another input
   * @throws IdempotencyKeyInUse if another request with the key is still running
   */
  public <T> Response answer(
      KeyedRequest request, Class<T> type, Supplier<T> work, Function<T, Response> toResponse) {
    Optional<String> key = request.key();
    if (key.isEmpty()) {
      return toResponse.apply(work.get());
    }
    return find(request, key.get())
        .orElseGet(() -> doOnce(request, key.get(), type, work, toResponse))
        .toResponse();
  }

  private <T> KeptAnswer doOnce(
      KeyedRequest request,
      String key,
      Class<T> type,
      Supplier<T> work,
      Function<T, Response> toResponse) {
    AtomicReference<KeptAnswer> kept = new AtomicReference<>();
    try {
      transaction.beforeEachCommit(
          result -> {
            if (type.isInstance(result)) {
              answers.flush();
              kept.set(KeptAnswer.of(toResponse.apply(type.cast(result))));
              answers.keep(request, key, kept.get(), patience);
            }
          },
          work);
    } catch (RuntimeException failure) {
      // It may have failed only because the same request was done meanwhile, on another thread or
      // by another replica; or the commit came through and only its confirmation was lost.
      return findAfter(failure, request, key);
    }
    if (kept.get() == null) {
      throw new IllegalStateException("No transaction has returned a " + type.getName());
    }
    return kept.get();
  }

  private KeptAnswer findAfter(RuntimeException failure, KeyedRequest request, String key) {
    Optional<KeptAnswer> found;
    try {
      found = find(request, key);
    } catch (IdempotencyKeyReused reused) {
      throw reused;
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      throw failure;
    }
    return found.orElseThrow(() -> failure);
  }

  private Optional<KeptAnswer> find(KeyedRequest request, String key) {
    return transaction.call(() -> answers.find(request, key));
  }
}
