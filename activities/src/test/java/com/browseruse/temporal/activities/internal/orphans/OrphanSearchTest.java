package com.browseruse.temporal.activities.internal.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.LiveTask;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Search;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Stop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.StopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class OrphanSearchTest {
  private static final Instant NOW = OwnerLab.CREATED.plusSeconds(3600);
  private static final Instant OLD_ENOUGH = NOW.minusSeconds(900);

  private final OwnerLab owners = new OwnerLab();
  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final List<Task> listed = new ArrayList<>();
  private int pageSize = 100;
  private final List<Duration> slept = new ArrayList<>();
  private final TaskLists lists = new TaskLists(client, slept::add);
  private final OrphanSearch search =
      new OrphanSearch(client, lists, owners.lookup(), Duration.ofMinutes(20));

  @BeforeEach
  void list() {
    lenient().when(client.withMetadata(any())).thenCallRealMethod();
    lenient().when(client.listTasks(any())).thenAnswer(call -> page(call.getArgument(0)));
  }

  private void metadata(String id, Task task) {
    doReturn(Optional.ofNullable(task))
        .when(client)
        .withMetadata(argThat(listed -> listed.id().equals(id)));
  }

  private Task.Page page(Task.Query query) {
    int from = (query.pageNumber() - 1) * pageSize;
    return new Task.Page(
        listed.stream().skip(from).limit(pageSize).toList(),
        listed.size(),
        query.pageNumber(),
        pageSize,
        from + pageSize < listed.size());
  }

  private Found find(int page) {
    return search.find(new Search(NOW, OLD_ENOUGH, page));
  }

  private StopResult stop() {
    return search.stop(new Stop(OwnerLab.TASK, OLD_ENOUGH));
  }

  private static Task orphan(String id) {
    return OwnerLab.task(id, TaskStatus.STARTED, OwnerLab.CREATED, OwnerLab.markers());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> metadata = new HashMap<>(OwnerLab.markers());
    if (value == null) {
      metadata.remove(name);
    } else {
      metadata.put(name, value);
    }
    return metadata;
  }

  private void remote(Task task) {
    when(client.getTask(task.id())).thenReturn(task);
    lenient()
        .when(client.updateTask(task.id(), Task.Action.STOP))
        .thenReturn(
            OwnerLab.task(task.id(), TaskStatus.STOPPED, OwnerLab.CREATED, task.metadata()));
  }

  private void assertNothingIsStopped() {
    verify(client, never()).updateTask(anyString(), any());
  }

  @Test
  void aLiveTaskOfOursIsFoundWithItsVerdict() {
    listed.add(orphan("a"));
    Found found = find(1);
    assertThat(found.scanned()).isEqualTo(1);
    assertThat(found.nextPage()).isNull();
    LiveTask item = found.tasks().get(0);
    assertThat(item.taskId()).isEqualTo("a");
    assertThat(item.workflowId()).isEqualTo(OwnerLab.WORKFLOW);
    assertThat(item.createdAt()).isEqualTo(OwnerLab.CREATED);
    assertThat(item.reason()).isEqualTo(OwnerRules.NO_WORKFLOW.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"finished", "failed", "stopped"})
  void whatHasEndedIsNoConcern(String word) {
    listed.add(OwnerLab.task("a", new TaskStatus(word), OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(find(1).tasks()).isEmpty();
    assertThat(find(1).scanned()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "started", "paused", "running", "dreaming"})
  void everyOtherWordIsAlive(String word) {
    listed.add(OwnerLab.task("a", new TaskStatus(word), OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(find(1).tasks()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporal_namespace", "temporal_workflow_id", "temporal_create_key"})
  void withoutAMarkerATaskIsNotOurs(String marker) {
    listed.add(OwnerLab.task("a", TaskStatus.STARTED, OwnerLab.CREATED, with(marker, null)));
    listed.add(OwnerLab.task("b", TaskStatus.STARTED, OwnerLab.CREATED, with(marker, 5)));
    listed.add(OwnerLab.task("c", TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    assertThat(find(1).tasks()).isEmpty();
    verify(client, never()).getTask(any());
  }

  @Test
  void aTaskOfAnotherNamespaceIsNotOurs() {
    listed.add(
        OwnerLab.task(
            "a", TaskStatus.STARTED, OwnerLab.CREATED, with(TaskMarkers.NAMESPACE, "Shop")));
    assertThat(find(1).tasks()).isEmpty();
  }

  @Test
  void aYoungTaskIsLeftWithoutAQuestion() {
    listed.add(
        OwnerLab.task("a", TaskStatus.STARTED, OLD_ENOUGH.plusMillis(1), OwnerLab.markers()));
    assertThat(find(1).tasks().get(0).reason()).isEqualTo(OwnerRules.TOO_YOUNG.reason());
    verify(owners.temporal, never()).newUntypedWorkflowStub(anyString());
  }

  @Test
  void aTaskWithoutAnAgeIsLeft() {
    listed.add(OwnerLab.task("a", TaskStatus.STARTED, null, OwnerLab.markers()));
    assertThat(find(1).tasks().get(0).reason()).isEqualTo(OwnerRules.AGE_UNKNOWN.reason());
  }

  @Test
  void whereListsDoNotTellMarkersEachLiveTaskIsRead() {
    listed.add(OwnerLab.task("ours", TaskStatus.STARTED, null, null));
    listed.add(OwnerLab.task("theirs", TaskStatus.STARTED, OwnerLab.CREATED, null));
    listed.add(OwnerLab.task("ended", TaskStatus.FINISHED, OwnerLab.CREATED, null));
    listed.add(OwnerLab.task("gone", TaskStatus.STARTED, OwnerLab.CREATED, null));
    listed.add(OwnerLab.task("just-ended", TaskStatus.STARTED, OwnerLab.CREATED, null));
    metadata("ours", orphan("ours"));
    metadata("theirs", OwnerLab.task("theirs", TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    metadata("gone", null);
    metadata(
        "just-ended",
        OwnerLab.task("just-ended", TaskStatus.FINISHED, OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(find(1).tasks())
        .singleElement()
        .matches(item -> item.taskId().equals("ours"))
        .matches(item -> item.createdAt().equals(OwnerLab.CREATED))
        .matches(item -> item.verdict() == Verdict.ORPHAN);
    verify(client, never()).withMetadata(argThat(task -> task.id().equals("ended")));
  }

  @Test
  void theSameTasksAreListedOnEveryPageHoweverManyComeMeanwhile() {
    pageSize = 1;
    listed.addAll(List.of(orphan("a"), orphan("b")));
    find(1);
    ArgumentCaptor<Task.Query> query = ArgumentCaptor.forClass(Task.Query.class);
    verify(client, times(2)).listTasks(query.capture());
    assertThat(query.getAllValues())
        .allSatisfy(
            asked -> {
              assertThat(asked.createdBefore()).isEqualTo(NOW);
              assertThat(asked.status()).isNull();
              assertThat(asked.pageSize()).isEqualTo(Task.Query.MAX_PAGE_SIZE);
            });
  }

  @Test
  void anAnswerStaysSmallAndSaysWhereToGoOn() {
    pageSize = 20;
    for (int i = 0; i < 200; i++) {
      listed.add(orphan("a" + i));
    }
    Found first = find(1);
    assertThat(first.tasks()).hasSize(60);
    assertThat(first.nextPage()).isEqualTo(4);
    assertThat(find(4).tasks().get(0).taskId()).isEqualTo("a60");
  }

  @Test
  void aListOfOthersTasksIsReadInPartsToo() {
    pageSize = 1;
    for (int i = 0; i < 25; i++) {
      listed.add(OwnerLab.task("a" + i, TaskStatus.FINISHED, OwnerLab.CREATED, Map.of()));
    }
    Found first = find(1);
    assertThat(first.scanned()).isEqualTo(OrphanSearch.MOST_PAGES);
    assertThat(first.nextPage()).isEqualTo(11);
    assertThat(find(21).nextPage()).isNull();
  }

  @Test
  void anOrphanIsStoppedAndItsSessionIsLeftAsItIs() {
    remote(orphan(OwnerLab.TASK));
    StopResult answer = stop();
    assertThat(answer.task().status()).isEqualTo(TaskStatus.STOPPED);
    assertThat(answer.reason()).isNull();
    verify(client).updateTask(OwnerLab.TASK, Task.Action.STOP);
  }

  @Test
  void aRunThatHasStartedMeanwhileKeepsItsTask() {
    remote(orphan(OwnerLab.TASK));
    owners.workflows.put(
        OwnerLab.WORKFLOW, () -> new Owner().tells(Map.of("taskId", OwnerLab.TASK)).description());
    StopResult answer = stop();
    assertThat(answer.task()).isNull();
    assertThat(answer.reason()).isEqualTo(OwnerRules.RUN_ALIVE.reason());
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatHasEndedMeanwhileIsToldSo() {
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.FINISHED, OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(stop().task().status()).isEqualTo(TaskStatus.FINISHED);
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatHasGoneIsLeft() {
    when(client.getTask(OwnerLab.TASK))
        .thenThrow(new BrowserUseException.TaskNotFound(CreateLab.details(404, false, null)));
    assertThat(stop().reason()).isEqualTo(OwnerRules.GONE.reason());
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatIsNotOursIsNeverStoppedWhoeverAsks() {
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    assertThat(stop().task()).isNull();
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.STARTED, NOW, OwnerLab.markers()));
    assertThat(stop().reason()).isEqualTo(OwnerRules.TOO_YOUNG.reason());
    assertNothingIsStopped();
  }

  @Test
  void whileTemporalIsSilentNothingIsStopped() {
    remote(orphan(OwnerLab.TASK));
    owners.workflows.remove(OwnerLab.REAPER);
    assertThat(stop().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertNothingIsStopped();
  }

  @Test
  @DisplayName("api 1, api 4: where a list tells no markers, each live task is read once, in peace")
  void aRateLimitAmongTheReadsDoesNotThrowTheSearchAway() {
    for (int i = 0; i < 60; i++) {
      String id = "task-" + i;
      listed.add(SampleTasks.bare(id, "s", "x", TaskStatus.STARTED, OwnerLab.CREATED, null));
      lenient()
          .when(client.getTask(id))
          .thenReturn(
              SampleTasks.bare(id, "s", "x", TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    }
    when(client.getTask("task-30"))
        .thenThrow(
            new BrowserUseException.RateLimited(
                new BrowserUseException.Details(
                    "GET /tasks", 429, null, Duration.ofSeconds(5), false, null)))
        .thenReturn(
            SampleTasks.bare("task-30", "s", "x", TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    assertThat(find(1).scanned()).isEqualTo(60);
    assertThat(find(1).scanned()).isEqualTo(60);
    assertThat(slept).containsExactly(Duration.ofSeconds(5));
    verify(client, times(61)).getTask(any());
  }
}
