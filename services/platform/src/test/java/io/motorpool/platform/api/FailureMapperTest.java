package io.motorpool.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.common.model.Problem;
import io.motorpool.platform.failure.Failure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureMapperTest {

  private final FailureMapper mapper = new FailureMapper();

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,   404,",
    "CONFLICT,    409,",
    "STALE,       412,",
    "REFUSED,     422,",
    "TOO_MANY,    429, 90",
    "UNAVAILABLE, 503, 90"
  })
  void saysHowToTakeItAndHowLongToWaitForWhatPasses(
      Failure.Kind kind, int status, String retryAfter) {
    Response answer = mapper.toResponse(new Broken(kind, Duration.ofSeconds(90)));

    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(((Problem) answer.getEntity()).getType()).isEqualTo("urn:motorpool:problem:broken");
    assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo(retryAfter);
  }

  @ParameterizedTest
  @CsvSource({"PT0.001S, 1", "PT2.5S, 3", "PT24H, 86400", "P3D, 86400"})
  void roundsTheWaitUpAndNamesADayAtTheMost(Duration wait, String retryAfter) {
    Response answer = mapper.toResponse(new Broken(Failure.Kind.TOO_MANY, wait));

    assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo(retryAfter);
  }

  @Test
  void namesTheOffendingPart() {
    Response answer = mapper.toResponse(new Broken(Failure.Kind.REFUSED, Duration.ZERO));

    assertThat(((Problem) answer.getEntity()).getErrors())
        .extracting(it -> it.getPointer())
        .containsExactly("#/part");
  }

  private static final class Broken extends Failure {

    private final transient Duration wait;

    Broken(Kind kind, Duration wait) {
      super(kind, "broken", "Broken", "It is broken.", "/part", null);
      this.wait = wait;
    }

    @Override
    public Duration retryAfter() {
      return wait;
    }
  }
}
