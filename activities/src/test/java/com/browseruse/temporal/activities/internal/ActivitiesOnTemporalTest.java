package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FindBrowserTasksInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.ListBrowserTasksInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ActivitiesOnTemporalTest {
  private final CreateLab lab = new CreateLab();
  private final BrowserTaskActivitiesImpl implementation =
      new BrowserTaskActivitiesImpl(
          lab.client,
          BrowserTaskActivitiesOptions.getDefaultInstance(),
          Map.of("SHOP_LOGIN", "hunter2")::get,
          time -> {});
  private final TestActivityEnvironment env = TestActivityEnvironment.newInstance();
  private BrowserTaskActivities activities;

  @BeforeEach
  void register() {
    env.registerActivitiesImplementations(implementation);
    activities = env.newActivityStub(BrowserTaskActivities.class);
  }

  @AfterEach
  void close() {
    env.close();
  }

  private TaskRequest sent() {
    ArgumentCaptor<TaskRequest> request = ArgumentCaptor.forClass(TaskRequest.class);
    verify(lab.client).createTask(request.capture(), any());
    return request.getValue();
  }

  private ApplicationFailure failure(Runnable call) {
    return (ApplicationFailure) catchThrowableOfType(ActivityFailure.class, call::run).getCause();
  }

  @Test
  void theNamesAreThoseOfTheContract() {
    assertThat(names(BrowserTaskActivitiesImpl.class))
        .containsExactlyInAnyOrder(
            "CreateBrowserTask",
            "FindBrowserTasks",
            "GetBrowserTask",
            "GetBrowserTaskStatus",
            "GetWatchedBrowserTask",
            "UpdateBrowserTask",
            "GetBrowserTaskLogs",
            "ListBrowserTasks",
            "GetBrowserTaskLinks",
            "CollectBrowserTaskLogs",
            "CollectBrowserTaskFile");
    assertThat(names(BrowserSessionActivitiesImpl.class))
        .containsExactlyInAnyOrder(
            "CreateBrowserSession",
            "GetBrowserSession",
            "GetBrowserSessionStatus",
            "ListBrowserSessions",
            "StopBrowserSession",
            "ShareBrowserSession",
            "GetBrowserAccount");
    assertThat(names(OrphanedTaskActivitiesImpl.class))
        .containsExactlyInAnyOrder(
            "FindOrphanedTasks", "StopOrphanedTask", "FindOrphanedSessions", "StopOrphanedSession");
  }

  private static List<String> names(Class<?> implementation) {
    return POJOActivityImplMetadata.newInstance(implementation).getActivityMethods().stream()
        .map(method -> method.getActivityTypeName())
        .toList();
  }

  @Test
  void aCreatePutsTheMarkersOnTheTask() {
    activities.createBrowserTask(
        new CreateBrowserTaskInput(
            CreateLab.REQUEST, Map.of("login", "env:SHOP_LOGIN"), "key", null, null));
    TaskRequest sent = sent();
    assertThat(sent.metadata())
        .containsOnlyKeys(TaskMarkers.NAMES)
        .containsKeys("temporal_namespace", "temporal_workflow_id")
        .containsEntry("temporal_create_key", "key");
    assertThat(sent.secrets()).containsOnly(Map.entry("login", "hunter2"));
  }

  @Test
  void aCreateWithoutAKeyMakesOne() {
    activities.createBrowserTask(
        new CreateBrowserTaskInput(CreateLab.REQUEST, null, null, null, null));
    assertThat(sent().metadata().get(TaskMarkers.CREATE_KEY)).matches("[0-9a-f]{64}");
  }

  @Test
  void aCreateOfNothingIsRefusedAndNotRepeated() {
    for (CreateBrowserTaskInput nothing :
        new CreateBrowserTaskInput[] {
          null, new CreateBrowserTaskInput(null, null, null, null, null)
        }) {
      ApplicationFailure failure = failure(() -> activities.createBrowserTask(nothing));
      assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
      assertThat(failure.isNonRetryable()).isTrue();
      assertThat(failure.getOriginalMessage()).startsWith("request must be given: ");
    }
  }

  @Test
  void aRefusedCreateNeverReachesTheServer() {
    TaskRequest literal = TaskRequest.newBuilder("x").secrets(Map.of("a", "hunter2")).build();
    ApplicationFailure failure =
        failure(
            () ->
                activities.createBrowserTask(
                    new CreateBrowserTaskInput(literal, null, "key", null, null)));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    lab.verifyNothingWasCreated();
  }

  @Test
  void aNeedThatIsNotMetIsRefusedBeforeAnythingIsCreated() {
    ApplicationFailure failure =
        failure(
            () ->
                activities.createBrowserTask(
                    new CreateBrowserTaskInput(
                        CreateLab.REQUEST, null, "key", Set.of("TASK_COST"), null)));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).startsWith("options.maxCostUsd ");
    lab.verifyNothingWasCreated();
  }

  @Test
  void aCreateAsALocalActivityIsRefusedSinceNobodyCouldTellItsAttemptsApart() {
    BrowserTaskActivities local =
        env.newLocalActivityStub(
            BrowserTaskActivities.class,
            LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build(),
            Map.of());
    ApplicationFailure failure =
        failure(
            () ->
                local.createBrowserTask(
                    new CreateBrowserTaskInput(
                        CreateLab.REQUEST, null, CreateLab.KEY, null, null)));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "CreateBrowserTask must not be called as a local activity, whose repetitions cannot be"
                + " told from new calls and would create the task again");
    lab.verifyNothingWasCreated();
  }

  @Test
  void anUnclearCreateLooksForItsMarker() {
    lab.createFailsWith(new BrowserUseException.NoResponse(CreateLab.details(0, true, null)));
    lab.listed.add(CreateLab.ours("lost", null));
    CreatedBrowserTask created =
        activities.createBrowserTask(
            new CreateBrowserTaskInput(CreateLab.REQUEST, null, CreateLab.KEY, null, null));
    assertThat(created.creation()).isEqualTo(Task.Creation.ADOPTED);
  }

  @Test
  void aPollReadsOnlyWhatWasAskedFor() {
    when(lab.client.getTaskSnapshot("t")).thenReturn(TaskSnapshot.of("t", TaskStatus.PAUSED, null));
    when(lab.client.getTask("t")).thenReturn(CreateLab.ours("t", null));
    assertThat(
            activities.getBrowserTaskStatus(new GetBrowserTaskStatusInput("t", false)).stepCount())
        .isNull();
    assertThat(
            activities.getBrowserTaskStatus(new GetBrowserTaskStatusInput("t", true)).stepCount())
        .isZero();
  }

  /** (api 12) */
  @Test
  void aPollTellsIfTheApiHasDroppedTheMarkers() {
    GetBrowserTaskStatusInput steps = new GetBrowserTaskStatusInput("t", true);
    when(lab.client.getTask("t")).thenReturn(CreateLab.ours("t", null));
    assertThat(activities.getBrowserTaskStatus(steps).unmarked()).isNull();
    when(lab.client.getTask("t"))
        .thenReturn(CreateLab.ours("t", null).withMetadata(Map.of("team", "shop")));
    assertThat(activities.getBrowserTaskStatus(steps).unmarked()).isTrue();
  }

  @Test
  void everyOtherActivityGivesWhatTheClientSays() {
    when(lab.client.getTask("t")).thenReturn(CreateLab.ours("t", null));
    when(lab.client.updateTask("t", Task.Action.STOP)).thenReturn(CreateLab.ours("t", null));
    when(lab.client.getTaskLogs("t")).thenReturn(URI.create("https://logs.example.com/t"));
    lab.listed.add(CreateLab.ours("t", CreateLab.SCHEDULED));

    assertThat(activities.getBrowserTask(new GetBrowserTaskInput("t", null, null)).taskId())
        .isEqualTo("t");
    assertThat(activities.updateBrowserTask(new UpdateBrowserTaskInput("t", Task.Action.STOP)))
        .isNotNull();
    assertThat(activities.getBrowserTaskLogs(Task.Ref.of("t")).downloadUrl())
        .isEqualTo("https://logs.example.com/t");
    assertThat(
            activities
                .listBrowserTasks(new ListBrowserTasksInput(null, null, null, null, null))
                .tasks())
        .hasSize(1);
    assertThat(
            activities
                .findBrowserTasks(
                    new FindBrowserTasksInput(CreateLab.KEY, CreateLab.SCHEDULED, null, null))
                .tasks())
        .extracting(CreatedBrowserTask::taskId)
        .containsExactly("t");
    Instant longBefore = CreateLab.SCHEDULED.minus(Duration.ofDays(1));
    assertThat(
            activities
                .findBrowserTasks(
                    new FindBrowserTasksInput(CreateLab.KEY, longBefore, longBefore, null))
                .tasks())
        .isEmpty();
  }

  @Test
  void aSearchIsForOneCreateAndNoLongerBackThanThat() {
    for (FindBrowserTasksInput incomplete :
        new FindBrowserTasksInput[] {
          new FindBrowserTasksInput(null, CreateLab.SCHEDULED, null, null),
          new FindBrowserTasksInput(CreateLab.KEY, null, null, null)
        }) {
      ApplicationFailure failure = failure(() -> activities.findBrowserTasks(incomplete));
      assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
      assertThat(failure.getOriginalMessage())
          .isEqualTo("createKey and createdAfter must be given");
    }
  }

  @Test
  void aFailureSaysWhenToTryAgain() {
    doThrow(
            new BrowserUseException.RateLimited(
                CreateLab.details(429, false, Duration.ofSeconds(9))))
        .when(lab.client)
        .getTask(any());
    ApplicationFailure failure =
        failure(() -> activities.getBrowserTask(new GetBrowserTaskInput("t", null, null)));
    assertThat(failure.getType()).isEqualTo(FailureTypes.RATE_LIMITED);
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatCannotBeMeantIsRefusedAtOnce() {
    when(lab.client.getTask("t")).thenReturn(CreateLab.ours("t", null));
    assertThat(
            failure(() -> activities.getBrowserTask(new GetBrowserTaskInput("t", -1, null)))
                .getOriginalMessage())
        .startsWith("maxInlineOutput must ");
    assertThat(
            failure(
                    () ->
                        activities.listBrowserTasks(
                            new ListBrowserTasksInput(null, null, null, null, 101)))
                .getType())
        .isEqualTo(FailureTypes.INVALID_REQUEST);
  }
}
