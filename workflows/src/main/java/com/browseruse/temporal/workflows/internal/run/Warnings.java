package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.JsonText;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences about what a person should look into: each once, and as many as a history can hold. */
public final class Warnings {
  static final int MOST = 20;
  private static final int LONGEST = 500;

  /** Bytes of warnings in the memo, of which Temporal wants less than 2 KB in all. */
  private static final int MEMO_BYTES = 1000;

  @JsonValue private final List<String> sentences;

  public Warnings() {
    this(List.of());
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Warnings(List<String> sentences) {
    this.sentences = new ArrayList<>(sentences);
  }

  public void add(String sentence) {
    String warning = JsonText.cut(JsonText.clean(sentence), LONGEST);
    if (sentences.size() < MOST && !sentences.contains(warning)) {
      sentences.add(warning);
    }
  }

  /** Adds one that nothing may crowd out. */
  void addFirst(String sentence) {
    sentences.remove(sentence);
    sentences.add(0, sentence);
  }

  void remove(@Nullable String sentence) {
    sentences.remove(sentence);
  }

  public List<String> all() {
    return List.copyOf(sentences);
  }

  /** The first of them, which lists of runs carry. */
  public List<String> forMemo() {
    List<String> first = new ArrayList<>();
    int room = MEMO_BYTES;
    for (String warning : sentences) {
      room -= JsonText.size(warning);
      if (room < 0) {
        first.add((sentences.size() - first.size()) + " more warnings: query progress");
        break;
      }
      first.add(warning);
    }
    return first;
  }
}
