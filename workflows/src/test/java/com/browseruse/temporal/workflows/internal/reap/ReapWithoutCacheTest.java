package com.browseruse.temporal.workflows.internal.reap;

/** The same with every workflow task replaying the history. */
class ReapWithoutCacheTest extends ReapTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
