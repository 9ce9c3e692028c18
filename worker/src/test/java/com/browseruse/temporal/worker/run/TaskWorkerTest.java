package com.browseruse.temporal.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskWorkerTest {
  /** (temporal 6) */
  @ParameterizedTest
  @CsvSource({"64, 600", "300, 600", "512, 1024", "1024, 2048", "2048, 4000", "65536, 4000"})
  void theLargerTheHeapTheMoreRunsAreKept(long heapMiB, int runs) {
    assertThat(TaskWorker.runsInMemory(heapMiB << 20)).isEqualTo(runs);
  }
}
