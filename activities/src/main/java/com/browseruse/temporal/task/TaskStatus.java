package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A status word of a task, as the server said it.
 *
 * <p>This is not an enum on purpose: words come and go ({@code failed} appeared in March 2026,
 * {@code paused} disappeared in November 2025), and a word that is unknown here is neither terminal
 * nor an error.
 *
 * @param word the word, never empty. One of those below is taken in other letters, too, and with
 *     blanks around it; any other word is kept and compared exactly
 */
public record TaskStatus(@JsonValue String word) {
  private static final Set<String> KNOWN =
      Set.of("created", "started", "paused", "finished", "failed", "stopped");

  /** The task exists and has not started yet. */
  public static final TaskStatus CREATED = new TaskStatus("created");

  /** The agent is at work. */
  public static final TaskStatus STARTED = new TaskStatus("started");

  /** The agent rests until it is resumed. */
  public static final TaskStatus PAUSED = new TaskStatus("paused");

  /** The agent came to an end by itself, which does not mean that it succeeded. */
  public static final TaskStatus FINISHED = new TaskStatus("finished");

  /** The service could not complete the task. */
  public static final TaskStatus FAILED = new TaskStatus("failed");

  /** Somebody stopped the task; it cannot be resumed. */
  public static final TaskStatus STOPPED = new TaskStatus("stopped");

  private static final Set<TaskStatus> TERMINAL = Set.of(FINISHED, FAILED, STOPPED);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TaskStatus {
    Objects.requireNonNull(word, "status");
    if (word.isEmpty()) {
      throw new IllegalArgumentException("status must not be empty");
    }
    String known = word.strip().toLowerCase(Locale.ROOT);
    word = KNOWN.contains(known) ? known : word;
  }

  /**
   * {@return whether the task has ended for good: true for {@link #FINISHED}, {@link #FAILED} and
   * {@link #STOPPED}, false for every other word, known or not}
   */
  public boolean isTerminal() {
    return TERMINAL.contains(this);
  }

  /**
   * {@return whether a task of this status has ended, if the server says that it finished at a
   * time: true if {@link #isTerminal}, and for a word that is unknown here if there is such a time}
   */
  public boolean isEnd(@Nullable Instant finishedAt) {
    return isTerminal() || finishedAt != null && !isKnown();
  }

  /** {@return whether this is one of the words that have a constant here} */
  public boolean isKnown() {
    return KNOWN.contains(word);
  }

  @Override
  public String toString() {
    return word;
  }
}
