package com.browseruse.temporal.whole;

import org.junit.jupiter.api.Tag;

/** Every workflow task replays the create. */
@Tag("sweep")
class WholeBareCreateWithoutCacheTest extends WholeBareCreateTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
