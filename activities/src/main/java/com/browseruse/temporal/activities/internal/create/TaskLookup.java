package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the tasks that carry the marker of one create. */
public final class TaskLookup {
  /** How far Temporal's clock and the server's may be apart. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  /** So many characters of a text tell tasks well enough apart. */
  private static final int TEXT = 64;

  private final BrowserUseClient client;
  private final TaskLists lists;

  public TaskLookup(BrowserUseClient client, TaskLists lists) {
    this.client = client;
    this.lists = lists;
  }

  /**
   * Which tasks to look for.
   *
   * @param task how the text of the task begins, which spares reads where lists do not tell the
   *     metadata; null reads all
   * @param until null for now
   */
  public record Wanted(
      String createKey, @Nullable String task, Instant since, @Nullable Instant until) {}

  /** How far a lookup has come: pages before this one are read, and these tasks were found. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(
      @JsonProperty("since") Instant since,
      @JsonProperty("until") @Nullable Instant until,
      @JsonProperty("page") int page,
      @JsonProperty("found") List<String> found) {
    boolean isOf(Wanted wanted) {
      return wanted.since().equals(since)
          && (until == null ? wanted.until() == null : until.equals(wanted.until()));
    }
  }

  /** What a lookup knows of the attempt that makes it. */
  public interface Trail {
    /** How long the attempt may last yet. */
    Duration left();

    /** How far an earlier attempt has come, or null. */
    @Nullable Progress begun();

    /** Tells a later attempt how far this one is; null once it is through. Never throws. */
    void tell(@Nullable Progress progress);
  }

  /**
   * Reads all pages, and every task whose page does not tell its metadata. Returns the tasks,
   * oldest first.
   */
  public List<Task> find(Wanted wanted, Trail trail) {
    Instant until = wanted.until();
    Task.Query query =
        new Task.Query(
            Task.Query.MAX_PAGE_SIZE,
            1,
            null,
            null,
            wholeMinute(wanted.since().minus(CLOCK_DIFFERENCE)),
            until == null ? null : wholeMinute(until.plus(CLOCK_DIFFERENCE).plusSeconds(59)));
    Map<String, Task> found = new LinkedHashMap<>();
    Progress begun = trail.begun();
    if (begun != null && begun.isOf(wanted)) {
      query = query.page(begun.page());
      begun.found().forEach(id -> reread(id, found));
    }
    Set<String> seen = new HashSet<>();
    for (boolean more = true; more; query = query.nextPage()) {
      Task.Page page = lists.page(query, trail::left);
      boolean brought = false;
      for (Task task : page.items()) {
        // A task that is created meanwhile moves the others on to a later page.
        brought |= seen.add(task.id());
        if (!found.containsKey(task.id()) && isOurs(task, wanted, trail)) {
          found.put(task.id(), task);
        }
      }
      // A server that gave the same page again and again would be read for ever.
      more = page.hasNext() && brought;
      if (more) {
        trail.tell(
            new Progress(
                wanted.since(), until, query.pageNumber() + 1, List.copyOf(found.keySet())));
      }
    }
    if (begun != null || query.pageNumber() > 2) {
      trail.tell(null);
    }
    return found.values().stream()
        .sorted(
            Comparator.comparing(Task::createdAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Task::id))
        .toList();
  }

  /** Lookups of about the same time read the same pages, and so share a reading. */
  private static Instant wholeMinute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  private void reread(String id, Map<String, Task> found) {
    try {
      found.put(id, client.getTask(id));
    } catch (BrowserUseException.TaskNotFound e) {
      // It went away meanwhile.
      found.remove(id);
    }
  }

  private boolean isOurs(Task task, Wanted wanted, Trail trail) {
    return (task.metadata() != null || mayBe(task.task(), wanted.task()))
        && lists
            .withMetadata(task, trail::left)
            .filter(
                known ->
                    known.metadata() != null
                        && wanted.createKey().equals(known.metadata().get(TaskMarkers.CREATE_KEY)))
            .isPresent();
  }

  /** Tells whether a text may be ours, however the server has cut or trimmed it. */
  private static boolean mayBe(@Nullable String listed, @Nullable String ours) {
    if (listed == null || ours == null) {
      return true;
    }
    String one = beginning(listed).replaceFirst("(\\.{3}|…)$", "");
    String other = beginning(ours);
    int length = Math.min(one.length(), other.length());
    return one.regionMatches(0, other, 0, length);
  }

  /** The first characters of a text that are no blanks. */
  public static String beginning(String text) {
    StringBuilder letters = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c))
        .limit(TEXT)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
