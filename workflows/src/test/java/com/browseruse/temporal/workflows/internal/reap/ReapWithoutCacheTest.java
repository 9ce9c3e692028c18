package com.browseruse.temporal.workflows.internal.reap;

import org.junit.jupiter.api.Tag;

/** The same with every workflow task replaying the history. */
@Tag("sweep")
class ReapWithoutCacheTest extends ReapTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
