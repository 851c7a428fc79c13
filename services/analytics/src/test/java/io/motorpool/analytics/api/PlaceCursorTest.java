package io.motorpool.analytics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.motorpool.analytics.domain.ClassAtBranch;
import io.motorpool.analytics.domain.RevenueFigures;
import io.motorpool.analytics.domain.RevenueGroup;
import io.motorpool.platform.api.InvalidParameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceCursorTest {

  private static final ClassAtBranch PLACE = new ClassAtBranch("ECMR", UUID.randomUUID());

  @Test
  void aPlaceIsReadAsItWasWritten() {
    String cursor = PlaceCursor.afterPlace(List.of(PLACE, PLACE), 1, Function.identity());

    assertThat(PlaceCursor.place(cursor)).contains(PLACE);
  }

  @Test
  void aPositionIsReadAsItWasWrittenAlsoOfWhatNothingIsKnownOf() {
    for (Optional<ClassAtBranch> place :
        List.of(Optional.of(PLACE), Optional.<ClassAtBranch>empty())) {
      RevenueGroup group = new RevenueGroup(place, RevenueFigures.none("CHF"));

      assertThat(PlaceCursor.position(PlaceCursor.afterPosition(List.of(group, group), 1)))
          .contains(new RevenueGroup.Position(place, "CHF"));
    }
  }

  @Test
  void theLastPageHasNoNext() {
    assertThat(PlaceCursor.afterPlace(List.of(PLACE), 1, Function.identity())).isNull();
    assertThat(PlaceCursor.place(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/EUR", "ECMR", "ECMR/1", "ecmr/00000000-0000-0000-0000-000000000000"})
  void whatIsNoPlaceIsRefused(String text) {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> PlaceCursor.place(cursor)).isInstanceOf(InvalidParameter.class);
  }

  @Test
  void aPlaceIsNoPosition() {
    String cursor = PlaceCursor.afterPlace(List.of(PLACE, PLACE), 1, Function.identity());

    assertThatThrownBy(() -> PlaceCursor.position(cursor)).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> PlaceCursor.position("%")).isInstanceOf(InvalidParameter.class);
  }
}
