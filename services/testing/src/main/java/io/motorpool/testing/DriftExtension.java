package io.motorpool.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test during which a service under test was seen to differ from the contracts, or the
 * class of tests if it was seen later. The services' build has JUnit find it by itself, so that no
 * test can forget it.
 */
public final class DriftExtension implements AfterEachCallback, AfterAllCallback {

  @Override
  public void afterEach(ExtensionContext test) {
    ServiceUnderTest.watchAllThatIsOnItsWay();
    Drift.failIfFound();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    ServiceUnderTest.watchAllThatIsToCome();
    Drift.failIfFound();
  }
}
