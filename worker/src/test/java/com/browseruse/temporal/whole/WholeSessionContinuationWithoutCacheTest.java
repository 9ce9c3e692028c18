package com.browseruse.temporal.whole;

/** Every workflow task of the sessions replays its history. */
class WholeSessionContinuationWithoutCacheTest extends WholeSessionContinuationTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
