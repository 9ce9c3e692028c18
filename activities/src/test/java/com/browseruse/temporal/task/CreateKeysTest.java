package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CreateKeysTest {
  private static final String KEY = CreateKeys.of("namespace", "workflow", "run", "create");

  @Test
  void theSamePartsGiveTheSameKeyToday() {
    assertThat(CreateKeys.of("namespace", "workflow", "run", "create")).isEqualTo(KEY);
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
            CreateKeys.of("other", "workflow", "run", "create"),
            CreateKeys.of("namespace", "other", "run", "create"),
            CreateKeys.of("namespace", "workflow", "other", "create"),
            CreateKeys.of("namespace", "workflow", "run", "other"));
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  @Test
  void whereOnePartEndsMatters() {
    Set<String> keys =
        Set.of(
            CreateKeys.of("ab", "c", "", ""),
            CreateKeys.of("a", "bc", "", ""),
            CreateKeys.of("", "abc", "", ""),
            CreateKeys.of("", "ab", "c", ""),
            CreateKeys.of("a", "b", "c", ""),
            CreateKeys.of("1:a", "", "", ""),
            CreateKeys.of("a", "1:", "", ""));
    assertThat(keys).hasSize(7).allMatch(key -> key.matches("[0-9a-f]{64}"));
  }

  @Test
  void anyIdCanBePart() {
    assertThat(CreateKeys.of("名前", "🌍", "\n", "")).hasSize(64);
  }
}
