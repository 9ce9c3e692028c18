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

import com.browseruse.temporal.activities.FindOrphanedTasksInput;
import com.browseruse.temporal.activities.FoundLiveTasks;
import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.activities.StopOrphanedTaskAnswer;
import com.browseruse.temporal.activities.StopOrphanedTaskInput;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
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
  private final OrphanSearch search = new OrphanSearch(client, owners.lookup());

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

  private TaskPage page(TaskQuery query) {
    int from = (query.pageNumber() - 1) * pageSize;
    return new TaskPage(
        listed.stream().skip(from).limit(pageSize).toList(),
        listed.size(),
        query.pageNumber(),
        pageSize,
        from + pageSize < listed.size());
  }

  private FoundLiveTasks find(int page) {
    return search.find(new FindOrphanedTasksInput(NOW, OLD_ENOUGH, page));
  }

  private StopOrphanedTaskAnswer stop() {
    return search.stop(new StopOrphanedTaskInput(OwnerLab.TASK, OLD_ENOUGH));
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
        .when(client.updateTask(task.id(), TaskAction.STOP))
        .thenReturn(
            OwnerLab.task(task.id(), TaskStatus.STOPPED, OwnerLab.CREATED, task.metadata()));
  }

  private void assertNothingIsStopped() {
    verify(client, never()).updateTask(anyString(), any());
  }

  @Test
  void aLiveTaskOfOursIsFoundWithItsVerdict() {
    listed.add(orphan("a"));
    FoundLiveTasks found = find(1);
    assertThat(found.looked()).isEqualTo(1);
    assertThat(found.nextPage()).isNull();
    FoundLiveTasks.Item item = found.tasks().get(0);
    assertThat(item.taskId()).isEqualTo("a");
    assertThat(item.workflowId()).isEqualTo(OwnerLab.WORKFLOW);
    assertThat(item.createdAt()).isEqualTo(OwnerLab.CREATED);
    assertThat(item.verdict()).isEqualTo(OrphanVerdict.NO_WORKFLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finished", "failed", "stopped"})
  void whatHasEndedIsNoConcern(String word) {
    listed.add(OwnerLab.task("a", new TaskStatus(word), OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(find(1).tasks()).isEmpty();
    assertThat(find(1).looked()).isEqualTo(1);
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
    assertThat(find(1).tasks().get(0).verdict()).isEqualTo(OrphanVerdict.TOO_YOUNG);
    verify(owners.temporal, never()).newUntypedWorkflowStub(anyString());
  }

  @Test
  void aTaskWithoutAnAgeIsLeft() {
    listed.add(OwnerLab.task("a", TaskStatus.STARTED, null, OwnerLab.markers()));
    assertThat(find(1).tasks().get(0).verdict()).isEqualTo(OrphanVerdict.AGE_UNKNOWN);
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
        .matches(item -> item.verdict() == OrphanVerdict.NO_WORKFLOW);
    verify(client, never()).withMetadata(argThat(task -> task.id().equals("ended")));
  }

  @Test
  void theSameTasksAreListedOnEveryPageHoweverManyComeMeanwhile() {
    pageSize = 1;
    listed.addAll(List.of(orphan("a"), orphan("b")));
    find(1);
    ArgumentCaptor<TaskQuery> query = ArgumentCaptor.forClass(TaskQuery.class);
    verify(client, times(2)).listTasks(query.capture());
    assertThat(query.getAllValues())
        .allSatisfy(
            asked -> {
              assertThat(asked.createdBefore()).isEqualTo(NOW);
              assertThat(asked.status()).isNull();
              assertThat(asked.pageSize()).isEqualTo(TaskQuery.MAX_PAGE_SIZE);
            });
  }

  @Test
  void anAnswerStaysSmallAndSaysWhereToGoOn() {
    pageSize = 20;
    for (int i = 0; i < 200; i++) {
      listed.add(orphan("a" + i));
    }
    FoundLiveTasks first = find(1);
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
    FoundLiveTasks first = find(1);
    assertThat(first.looked()).isEqualTo(OrphanSearch.MOST_PAGES);
    assertThat(first.nextPage()).isEqualTo(11);
    assertThat(find(21).nextPage()).isNull();
  }

  @Test
  void anOrphanIsStoppedAndItsSessionIsLeftAsItIs() {
    remote(orphan(OwnerLab.TASK));
    StopOrphanedTaskAnswer answer = stop();
    assertThat(answer.status().status()).isEqualTo(TaskStatus.STOPPED);
    assertThat(answer.verdict()).isNull();
    verify(client).updateTask(OwnerLab.TASK, TaskAction.STOP);
  }

  @Test
  void aRunThatHasStartedMeanwhileKeepsItsTask() {
    remote(orphan(OwnerLab.TASK));
    owners.workflows.put(
        OwnerLab.WORKFLOW, () -> new Owner().tells(Map.of("taskId", OwnerLab.TASK)).description());
    StopOrphanedTaskAnswer answer = stop();
    assertThat(answer.status()).isNull();
    assertThat(answer.verdict()).isEqualTo(OrphanVerdict.RUN_ALIVE);
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatHasEndedMeanwhileIsToldSo() {
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.FINISHED, OwnerLab.CREATED, OwnerLab.markers()));
    assertThat(stop().status().status()).isEqualTo(TaskStatus.FINISHED);
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatHasGoneIsLeft() {
    when(client.getTask(OwnerLab.TASK))
        .thenThrow(new BrowserUseException.TaskNotFound(CreateLab.details(404, false, null)));
    assertThat(stop().verdict()).isEqualTo(OrphanVerdict.GONE);
    assertNothingIsStopped();
  }

  @Test
  void aTaskThatIsNotOursIsNeverStoppedWhoeverAsks() {
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.STARTED, OwnerLab.CREATED, Map.of()));
    assertThat(stop().status()).isNull();
    remote(OwnerLab.task(OwnerLab.TASK, TaskStatus.STARTED, NOW, OwnerLab.markers()));
    assertThat(stop().verdict()).isEqualTo(OrphanVerdict.TOO_YOUNG);
    assertNothingIsStopped();
  }

  @Test
  void whileTemporalIsSilentNothingIsStopped() {
    remote(orphan(OwnerLab.TASK));
    owners.workflows.remove(OwnerLab.REAPER);
    assertThat(stop().verdict()).isEqualTo(OrphanVerdict.TEMPORAL_SILENT);
    assertNothingIsStopped();
  }
}
