package io.motorpool.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.motorpool.gateway.Service.Replica;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTest {

  private final Service service =
      new Service(
          List.of(URI.create("http://a:1"), URI.create("http://b:2"), URI.create("http://c:3")));
  private final Replica a = service.replicas().get(0);
  private final Replica b = service.replicas().get(1);
  private final Replica c = service.replicas().get(2);

  @Test
  void takesReplicasInTurn() {
    assertThat(service.inTurn()).containsExactly(a, b, c);
    assertThat(service.inTurn()).containsExactly(b, c, a);
    assertThat(service.inTurn()).containsExactly(c, a, b);
    assertThat(service.inTurn()).containsExactly(a, b, c);
  }

  @Test
  void takesWhoIsNotReadyLastAsLongAsItIsNot() {
    b.ready(false);
    assertThat(service.inTurn()).containsExactly(a, c, b);
    assertThat(service.inTurn()).containsExactly(c, a, b);
    assertThat(service.inTurn()).containsExactly(c, a, b);

    b.ready(true);
    assertThat(service.inTurn()).containsExactly(a, b, c);
  }

  @Test
  void takesWhoCouldNotBeConnectedToLastForAMoment() {
    // Three times in a row: who is not left out is last in one of three turns only.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> isLastAfterAFailure() && isLastAfterAFailure() && isLastAfterAFailure());

    await().atMost(Duration.ofSeconds(30)).until(() -> service.inTurn().getFirst() == b);
  }

  private boolean isLastAfterAFailure() {
    b.failed();
    return service.inTurn().getLast() == b;
  }

  @Test
  void takesWhoAnswersAgainInItsTurn() {
    b.failed();
    b.answered();

    assertThat(service.inTurn()).containsExactly(a, b, c);
    assertThat(service.inTurn()).containsExactly(b, c, a);
  }

  @Test
  void takesAllWhenNoneIsLeft() {
    service.replicas().forEach(replica -> replica.ready(false));

    assertThat(service.inTurn()).containsExactly(a, b, c);
    assertThat(service.inTurn()).containsExactly(b, c, a);
  }
}
