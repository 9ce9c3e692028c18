package com.browseruse.temporal.whole;

/** Every workflow task of the callers and their children replays its history. */
class WholeComposeWithoutCacheTest extends WholeComposeTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
