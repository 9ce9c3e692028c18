package com.browseruse.temporal.workflows;

/** The same with every workflow task replaying the history. */
class ReapWithoutCacheTest extends ReapTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
