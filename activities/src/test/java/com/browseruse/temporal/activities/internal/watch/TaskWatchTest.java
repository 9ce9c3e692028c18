package com.browseruse.temporal.activities.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.TaskWatchActivities.WatchInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Watches a list that a test writes, on a clock that moves as the watch waits. */
class TaskWatchTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final List<String> hints = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Task.Query> queries = new ArrayList<>();

  /** What happens so long after the start of the watch, just before a reading. */
  private final TreeMap<Duration, Runnable> events = new TreeMap<>();

  private Map<String, TaskSnapshot> seen = Map.of();
  private Instant now = START;
  private boolean temporalIsUp = true;
  private int uncounted;
  private double requestsPerSecond = 20;

  TaskWatchTest() {
    lenient().when(client.listTasks(any())).thenAnswer(call -> page(call.getArgument(0)));
    lenient()
        .when(client.getTask(any()))
        .thenAnswer(call -> withMetadata(tasks.get(call.<String>getArgument(0))));
  }

  private Task.Page page(Task.Query query) {
    queries.add(query);
    List<Task> matching =
        tasks.values().stream()
            .filter(task -> query.status() == null || query.status().equals(task.status()))
            .filter(
                task ->
                    query.createdAfter() == null
                        || !task.createdAt().isBefore(query.createdAfter()))
            .sorted(Comparator.comparing(Task::createdAt).reversed())
            .toList();
    int from = Math.min((query.pageNumber() - 1) * query.pageSize(), matching.size());
    int to = Math.min(from + query.pageSize(), matching.size());
    return new Task.Page(
        matching.subList(from, to),
        matching.size() + uncounted,
        query.pageNumber(),
        query.pageSize(),
        to < matching.size());
  }

  private static Task withMetadata(@Nullable Task task) {
    if (task == null) {
      throw new BrowserUseException.TaskNotFound(CreateLab.details(404, false, null));
    }
    return task.metadata() == null ? task.withMetadata(markers("ours", "run-" + task.id())) : task;
  }

  private static Map<String, Object> markers(String namespace, String workflowId) {
    return Map.of(TaskMarkers.NAMESPACE, namespace, TaskMarkers.WORKFLOW_ID, workflowId);
  }

  private void is(String id, TaskStatus status) {
    put(id, status, markers("ours", "run-" + id));
  }

  private void put(String id, TaskStatus status, @Nullable Map<String, Object> metadata) {
    Task before = tasks.get(id);
    tasks.put(
        id,
        new Task(
            id,
            null,
            null,
            null,
            "Find",
            status,
            before == null ? now : before.createdAt(),
            null,
            status.isTerminal() ? now : null,
            metadata,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of()));
  }

  private void started(int count) {
    IntStream.range(0, count).forEach(i -> is("t" + i, TaskStatus.STARTED));
  }

  private void at(int seconds, Runnable event) {
    events.merge(
        Duration.ofSeconds(seconds),
        event,
        (one, other) ->
            () -> {
              one.run();
              other.run();
            });
  }

  private WatchReport watch(int seconds) {
    return watch(seconds, null);
  }

  private WatchReport watch(int seconds, @Nullable WatchReport before) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    TaskWatch watch =
        new TaskWatch(
            client,
            workflowId -> temporalIsUp && hints.add(workflowId),
            Runnable::run,
            (shortest, longest) -> pause(longest),
            live -> seen = live,
            clock,
            requestsPerSecond,
            "ours",
            before);
    try {
      return watch.watch(new WatchInput(seconds, before), report -> {});
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
    Duration passed = Duration.between(START, now);
    while (!events.isEmpty() && events.firstKey().compareTo(passed) <= 0) {
      events.pollFirstEntry().getValue().run();
    }
  }

  private void fails(RuntimeException problem) {
    doThrow(problem).when(client).listTasks(any());
  }

  private void works() {
    doAnswer(call -> page(call.getArgument(0))).when(client).listTasks(any());
  }

  @Test
  void aTaskThatEndsIsHintedOnce() {
    is("a", TaskStatus.CREATED);
    is("b", TaskStatus.STARTED);
    at(4, () -> is("a", TaskStatus.STARTED));
    at(8, () -> is("a", TaskStatus.FINISHED));
    WatchReport report = watch(300);
    assertThat(hints).containsExactly("run-a");
    assertThat(report.alive()).isEqualTo(1);
    assertThat(report.taskIds()).containsExactly("b");
    assertThat(seen).containsOnlyKeys("b");
    assertThat(seen.get("b").status()).isEqualTo(TaskStatus.STARTED);
    assertThat(report.hints()).isEqualTo(1);
    assertThat(report.problem()).isNull();
    assertThat(pauses).allMatch(TaskWatch.SHORTEST::equals);
  }

  @Test
  void aTaskThatWasNeverSeenAliveIsHintedOnce() {
    is("a", TaskStatus.STARTED);
    at(4, () -> is("b", TaskStatus.FAILED));
    watch(300);
    assertThat(hints).containsExactly("run-b");
  }

  @Test
  void theNextWatchDoesNotRepeatTheHintsOfTheLast() {
    at(4, () -> is("a", TaskStatus.FINISHED));
    at(14, () -> is("b", TaskStatus.STARTED));
    WatchReport before = watch(20);
    assertThat(hints).containsExactly("run-a");
    now = now.plusSeconds(1);
    is("c", TaskStatus.FINISHED);
    watch(20, before);
    assertThat(hints).containsExactly("run-a", "run-c");
  }

  @Test
  void aTaskThatIsPausedIsHinted() {
    is("a", TaskStatus.STARTED);
    at(4, () -> is("a", TaskStatus.PAUSED));
    watch(300);
    assertThat(hints).containsExactly("run-a");
  }

  @Test
  void tasksOfOthersAreNotHinted() {
    is("a", TaskStatus.STARTED);
    for (int i = 0; i < 300; i++) {
      put("s" + i, TaskStatus.STARTED, i % 2 == 0 ? Map.of() : markers("theirs", "run"));
    }
    at(4, () -> IntStream.range(0, 300).forEach(i -> is("n" + i, TaskStatus.STARTED)));
    at(
        8,
        () ->
            IntStream.range(0, 300)
                .forEach(i -> put("s" + i, TaskStatus.FINISHED, Map.of("mine", "yes"))));
    assertThat(watch(300).alive()).isEqualTo(301);
    assertThat(hints).isEmpty();
    assertThat(seen).hasSize(301).containsKeys("a", "n0").doesNotContainKeys("s0", "s1");
  }

  @Test
  void manyTasksAreReadOnManyPagesNewestFirst() {
    started(250);
    now = now.plusSeconds(600);
    at(700, () -> is("t0", TaskStatus.FINISHED));
    at(701, () -> is("t249", TaskStatus.FINISHED));
    assertThat(watch(300).alive()).isEqualTo(248);
    assertThat(hints).containsExactlyInAnyOrder("run-t0", "run-t249");
  }

  /** 11 pages at four requests a second. */
  @Test
  void readingsTakeNoMoreThanTheirShareOfTheBudget() {
    started(1_000);
    watch(300);
    Duration last = pauses.get(pauses.size() - 1);
    assertThat(last).isEqualTo(Duration.ofMillis(2_750));
    requestsPerSecond = 1;
    pauses.clear();
    watch(300);
    assertThat(pauses.get(pauses.size() - 1)).isEqualTo(Duration.ofSeconds(55));
  }

  @Test
  void whereNothingIsAliveReadingsAreRare() {
    WatchReport report = watch(300);
    assertThat(pauses).allMatch(TaskWatch.IDLE::equals);
    assertThat(report.requests()).isLessThanOrEqualTo(62);
  }

  /** One that ends meanwhile moves the others to a page that was read already. */
  @Test
  void aTaskThatOneReadingMissedIsNotHinted() {
    is("a", TaskStatus.STARTED);
    is("b", TaskStatus.STARTED);
    now = now.plusSeconds(600);
    Task a = tasks.get("a");
    at(
        604,
        () -> {
          uncounted = 1;
          tasks.remove("a");
          is("b", TaskStatus.FINISHED);
        });
    at(606, () -> tasks.put("a", a));
    watch(300);
    assertThat(hints).containsExactly("run-b");
  }

  @Test
  void whatEndedWhileNobodyWatchedIsHinted() {
    is("a", TaskStatus.STARTED);
    is("b", TaskStatus.STARTED);
    is("c", TaskStatus.STARTED);
    put("d", TaskStatus.STARTED, Map.of());
    WatchReport before = watch(10);
    before =
        new WatchReport(
            before.readAt(), 5, List.of("a", "b", "c", "d", "unknown"), 2, 10, 10, 0, null);
    now = now.plusSeconds(600);
    is("a", TaskStatus.FINISHED);
    is("b", TaskStatus.STOPPED);
    put("d", TaskStatus.FINISHED, Map.of());
    WatchReport report = watch(300, before);
    assertThat(hints).containsExactlyInAnyOrder("run-a", "run-b");
    assertThat(report.taskIds()).containsExactly("c");
  }

  @Test
  void aYoungTaskThatEndedMeanwhileNeedsNoRequestOfItsOwn() {
    is("a", TaskStatus.STARTED);
    WatchReport before = watch(10);
    now = now.plusSeconds(2);
    is("a", TaskStatus.FINISHED);
    watch(10, before);
    assertThat(hints).containsExactly("run-a");
    verify(client, never()).getTask(any());
  }

  @Test
  void aListWithoutMetadataCostsOneReadForEachTaskThatEnds() {
    put("a", TaskStatus.STARTED, null);
    put("b", TaskStatus.STARTED, null);
    at(4, () -> put("a", TaskStatus.FINISHED, null));
    assertThat(watch(300).taskIds()).containsExactly("b");
    assertThat(hints).containsExactly("run-a");
    assertThat(seen).as("nothing tells whether these have their markers").isEmpty();
  }

  @Test
  void anApiThatIsDownIsAskedEverMoreSlowlyAndNothingIsForgotten() {
    is("a", TaskStatus.STARTED);
    at(4, () -> fails(new BrowserUseException.Server(CreateLab.details(503, false, null))));
    at(
        100,
        () -> {
          works();
          is("a", TaskStatus.FINISHED);
        });
    WatchReport down = watch(300);
    assertThat(down.problem()).contains("503");
    assertThat(down.forSeconds()).isLessThan(30);
    assertThat(down.taskIds()).containsExactly("a");
    WatchReport up = watch(300, down);
    assertThat(up.problem()).isNull();
    assertThat(up.forSeconds()).isLessThan(150);
    assertThat(pauses).contains(Duration.ofSeconds(4), Duration.ofSeconds(30));
    assertThat(hints).containsExactly("run-a");
  }

  @Test
  void aPageThatMustWaitForItsTurnDoesNotBeginTheReadingAnew() {
    started(250);
    watch(1);
    int pages = queries.size();
    queries.clear();
    pauses.clear();
    Duration turn = Duration.ofMillis(50);
    int[] calls = {0};
    doAnswer(
            call -> {
              if (calls[0]++ % 2 == 0) {
                throw new BrowserUseException.RateLimited(CreateLab.details(0, false, turn));
              }
              return page(call.getArgument(0));
            })
        .when(client)
        .listTasks(any());

    WatchReport report = watch(1);

    assertThat(report.problem()).isNull();
    assertThat(report.alive()).isEqualTo(250);
    assertThat(queries).hasSize(pages);
    assertThat(pauses).containsExactlyElementsOf(Collections.nCopies(pages, turn));
  }

  @Test
  void aHintThatCannotBeSentIsSentLater() {
    is("a", TaskStatus.STARTED);
    at(4, () -> is("a", TaskStatus.FINISHED));
    at(4, () -> temporalIsUp = false);
    at(20, () -> temporalIsUp = true);
    watch(300);
    assertThat(hints).containsExactly("run-a");
    assertThat(now).isAfter(START.plusSeconds(20));
  }

  @Test
  void aWatchThatIsNoLongerItsOwnEnds() {
    TaskWatch watch =
        new TaskWatch(
            client,
            hints::add,
            Runnable::run,
            (shortest, longest) -> {},
            live -> {},
            Clock.systemUTC(),
            20,
            "ours",
            null);
    assertThatThrownBy(
            () ->
                watch.watch(
                    new WatchInput(600, null),
                    report -> {
                      throw new IllegalStateException("taken over");
                    }))
        .hasMessage("taken over");
  }
}
