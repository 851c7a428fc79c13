package io.motorpool.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.b-c_d.e==", "bearer  a.b-c_d.e== "})
  void isWhatComesAfterTheScheme(String header) {
    assertThat(BearerToken.of(List.of(header))).contains("a.b-c_d.e==");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "a.b.c", "Bearer ä"})
  void thereIsNoneInAnythingElse(String header) {
    assertThat(BearerToken.of(List.of(header))).isEmpty();
  }

  @Test
  void thereIsNoneWithoutAHeader() {
    assertThat(BearerToken.of(null)).isEmpty();
    assertThat(BearerToken.of(List.of())).isEmpty();
  }

  @Test
  void nobodyIsToGuessWhichOfTwoIsMeant() {
    assertThatExceptionOfType(Unauthorized.class)
        .isThrownBy(() -> BearerToken.of(List.of("Bearer a", "Bearer b")));
  }
}
