package com.browseruse.temporal.workflows.internal.run;

/**
 * The same with a worker that keeps no workflow in memory, so that every workflow task replays the
 * history.
 */
class RunInputWithoutCacheTest extends RunInputTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
