package com.browseruse.temporal.workflows.internal.run;

/**
 * The same with a worker that keeps no workflow in memory, so that every workflow task replays the
 * history.
 */
class RunDuplicateWithoutCacheTest extends RunDuplicateTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
