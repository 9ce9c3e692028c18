package com.browseruse.temporal.whole;

import org.junit.jupiter.api.Tag;

/** Every workflow task of the callers and their children replays its history. */
@Tag("nightly")
class WholeComposeWithoutCacheTest extends WholeComposeTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
