package com.browseruse.temporal.whole;

/** Every workflow task of the caller and its child replays its history. */
class WholeTypedOutputWithoutCacheTest extends WholeTypedOutputTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
