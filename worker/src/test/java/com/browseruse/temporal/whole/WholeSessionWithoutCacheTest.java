package com.browseruse.temporal.whole;

import org.junit.jupiter.api.Tag;

/** Every workflow task of the sessions replays its history. */
@Tag("nightly")
class WholeSessionWithoutCacheTest extends WholeSessionTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
