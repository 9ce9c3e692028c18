package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskMarkersTest {
  private static final String KEY = TaskMarkers.createKey("namespace", "workflow", "run", "create");

  @Test
  void theSamePartsGiveTheSameKeyToday() {
    assertThat(TaskMarkers.createKey("namespace", "workflow", "run", "create")).isEqualTo(KEY);
  }

  @Test
  void theKeyNeverChangesBetweenReleases() {
    // A worker of the next release must find what this one has made.
    assertThat(KEY).isEqualTo("5f0a37f5e1a4194ec7a53c0f24dd27be63a2110b6be81be5fc10ab43c775b1a1");
  }

  @Test
  void everyPartMatters() {
    List<String> keys =
        List.of(
            KEY,
            TaskMarkers.createKey("other", "workflow", "run", "create"),
            TaskMarkers.createKey("namespace", "other", "run", "create"),
            TaskMarkers.createKey("namespace", "workflow", "other", "create"),
            TaskMarkers.createKey("namespace", "workflow", "run", "other"));
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  @Test
  void whereOnePartEndsMatters() {
    Set<String> keys =
        Set.of(
            TaskMarkers.createKey("ab", "c", "", ""),
            TaskMarkers.createKey("a", "bc", "", ""),
            TaskMarkers.createKey("", "abc", "", ""),
            TaskMarkers.createKey("", "ab", "c", ""),
            TaskMarkers.createKey("a", "b", "c", ""),
            TaskMarkers.createKey("1:a", "", "", ""),
            TaskMarkers.createKey("a", "1:", "", ""));
    assertThat(keys).hasSize(7).allMatch(key -> key.matches("[0-9a-f]{64}"));
  }

  @Test
  void anyIdCanBePart() {
    assertThat(TaskMarkers.createKey("名前", "🌍", "\n", "")).hasSize(64);
  }
}
