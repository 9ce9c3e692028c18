package com.browseruse.temporal.whole;

import org.junit.jupiter.api.Tag;

/** Every workflow task of the caller and its child replays its history. */
@Tag("sweep")
class WholeTypedOutputWithoutCacheTest extends WholeTypedOutputTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
