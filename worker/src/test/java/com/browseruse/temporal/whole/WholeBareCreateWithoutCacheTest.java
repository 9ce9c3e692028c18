package com.browseruse.temporal.whole;

/** Every workflow task replays the create. */
class WholeBareCreateWithoutCacheTest extends WholeBareCreateTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
