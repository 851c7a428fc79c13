package io.motorpool.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {

  private final Transaction transaction =
      new Transaction(
          TransactionManager.transactionManager(), new TransactionSynchronizationRegistryImple());

  private final List<String> done = new ArrayList<>();

  @Test
  void whatFollowsACommitIsDoneInItsOrder() {
    transaction.run(
        () -> {
          for (String step : List.of("first", "second", "third")) {
            transaction.afterCommit(() -> done.add(step));
          }
          assertThat(done).isEmpty();
        });

    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromIt() {
    transaction.run(
        () -> {
          transaction.afterCommit(
              () -> {
                throw new IllegalStateException("thrown on purpose");
              });
          transaction.afterCommit(() -> done.add("second"));
        });

    assertThat(done).containsExactly("second");
  }

  @Test
  void nothingFollowsARollback() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                transaction.run(
                    () -> {
                      transaction.afterCommit(() -> done.add("never"));
                      throw new IllegalStateException("thrown on purpose");
                    }));
    transaction.run(() -> transaction.afterCommit(() -> done.add("of the next")));

    assertThat(done).containsExactly("of the next");
  }
}
