package com.browseruse.temporal.whole;

/** Every workflow task of the sessions replays its history. */
class WholeSessionWithoutCacheTest extends WholeSessionTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
