package com.browseruse.temporal.activities.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchSwitchTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final WatchSwitch process = new WatchSwitch();

  private CompletableFuture<Void> pause(Duration shortest) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            process.pause(shortest, LONG);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void eachTaskQueueHasItsWatcher() {
    process.watched("ours", "queue");
    assertThat(process.isWatched("ours", "queue")).isTrue();
    assertThat(process.isWatched("ours", "other")).isFalse();
    assertThat(process.isWatched("theirs", "queue")).isFalse();
  }

  @Test
  void whoRestsIsWokenByANewTask() throws Exception {
    CompletableFuture<Void> resting = pause(Duration.ZERO);
    process.wake();
    resting.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aShutdownEndsAPauseAtOnce() throws Exception {
    CompletableFuture<Void> resting = pause(LONG);
    process.wake();
    process.close();
    resting.get(10, TimeUnit.SECONDS);
    assertThat(process.isClosed()).isTrue();
    process.open();
    assertThat(process.isClosed()).isFalse();
  }

  @Test
  void whatAWatcherHasJustSeenAliveNeedsNoRequest() {
    TaskSnapshot alive = TaskSnapshot.of("a", TaskStatus.STARTED, null);
    assertThat(process.recentlyAlive("a")).isEmpty();
    process.read(Map.of("a", alive));
    assertThat(process.recentlyAlive("a")).contains(alive);
    assertThat(process.recentlyAlive("b")).isEmpty();
  }
}
