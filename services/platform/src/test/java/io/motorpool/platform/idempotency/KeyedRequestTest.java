package io.motorpool.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyedRequestTest {

  private static final UUID PATH = UUID.fromString("0193d5a4-4000-7c00-8000-000000000001");

  @Test
  void knowsTheSameInputWhateverTheOrderOfItsFields() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("customerId", "a");
    one.put("period", Map.of("startsAt", 1, "endsAt", 2));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("period", Map.of("endsAt", 2, "startsAt", 1));
    other.put("customerId", "a");

    assertThat(request(one).hasHash(request(other).hash())).isTrue();
    assertThat(request(one).hash()).hasSize(32);
  }

  @Test
  void tellsInputsApart() {
    byte[] hash = request(PATH, Map.of("amount", "1.00")).hash();

    assertThat(request(PATH, Map.of("amount", "1.01")).hasHash(hash)).isFalse();
    assertThat(request(UUID.randomUUID(), Map.of("amount", "1.00")).hasHash(hash)).isFalse();
    assertThat(request(Map.of("amount", "1.00")).hasHash(hash)).isFalse();
  }

  @Test
  void isBoundToItsOperation() {
    assertThat(new KeyedRequest("key", "createBranch", "x").scope())
        .isNotEqualTo(new KeyedRequest("key", "createVehicle", "x").scope());
  }

  @Test
  void mayHaveNoKey() {
    assertThat(new KeyedRequest(null, "createBranch", "x").key()).isEmpty();
  }

  private static KeyedRequest request(Object... input) {
    return new KeyedRequest("key", "recordPayment", input);
  }
}
