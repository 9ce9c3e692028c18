package com.browseruse.temporal.whole;

import org.junit.jupiter.api.Tag;

/** Every workflow task of the sessions replays its history. */
@Tag("nightly")
class WholeSessionContinuationWithoutCacheTest extends WholeSessionContinuationTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
