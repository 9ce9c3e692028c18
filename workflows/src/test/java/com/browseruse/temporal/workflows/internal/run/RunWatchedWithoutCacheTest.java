package com.browseruse.temporal.workflows.internal.run;

import org.junit.jupiter.api.Tag;

/**
 * The same with a worker that keeps no workflow in memory, so that every workflow task replays the
 * history.
 */
@Tag("sweep")
class RunWatchedWithoutCacheTest extends RunWatchedTest {
  @Override
  int cacheSize() {
    return 0;
  }
}
