package io.motorpool.reservation;

import io.motorpool.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheDirectionsBetweenItsRooms() {
    Architecture.check("reservation");
  }
}
