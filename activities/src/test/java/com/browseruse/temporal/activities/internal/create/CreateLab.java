package com.browseruse.temporal.activities.internal.create;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A creator on a mocked client whose list holds what a test puts there. */
public final class CreateLab {
  public static final String KEY = "key-of-this-create";
  public static final Instant SCHEDULED = Instant.parse("2026-03-01T12:00:00Z");
  public static final TaskRequest REQUEST = TaskRequest.newBuilder("Find the answer").build();

  public final BrowserUseClient client = mock(BrowserUseClient.class);
  final List<Duration> slept = new ArrayList<>();
  final TaskLookup lookup = new TaskLookup(client, new TaskLists(client, slept::add));
  final TaskCreator creator = new TaskCreator(client, lookup, new SessionQueue(0));

  /** What the list shows, on pages of {@link #pageSize}. */
  public final List<Task> listed = new ArrayList<>();

  UnaryOperator<TaskRequest> preparation = UnaryOperator.identity();

  int pageSize = Task.Query.MAX_PAGE_SIZE;

  public CreateLab() {
    createAnswers(() -> new Task.Ref("made", "session-made"));
    lenient().when(client.tasks(any())).thenCallRealMethod();
    lenient().when(client.withMetadata(any())).thenCallRealMethod();
    lenient().when(client.listTasks(any())).thenAnswer(call -> page(call.getArgument(0)));
  }

  private Task.Page page(Task.Query query) {
    List<Task> items =
        listed.stream()
            .filter(task -> task.createdAt() == null || isWithin(task, query))
            .skip((query.pageNumber() - 1L) * pageSize)
            .limit(pageSize)
            .toList();
    return new Task.Page(
        items,
        listed.size(),
        query.pageNumber(),
        pageSize,
        query.pageNumber() * pageSize < listed.size());
  }

  private static boolean isWithin(Task task, Task.Query query) {
    Instant created = task.createdAt();
    return (query.createdAfter() == null || created.isAfter(query.createdAfter()))
        && (query.createdBefore() == null || created.isBefore(query.createdBefore()));
  }

  CreatedBrowserTask create(FakeAttempt attempt) {
    return creator.create(REQUEST, preparation, KEY, attempt);
  }

  ApplicationFailure failure(FakeAttempt attempt) {
    return Assertions.catchThrowableOfType(ApplicationFailure.class, () -> create(attempt));
  }

  /** Sends the request, unless the last check refuses. */
  void createAnswers(Supplier<Task.Ref> answer) {
    lenient()
        .doAnswer(
            call -> {
              Consumer<Duration> lastCheck = call.getArgument(1);
              lastCheck.accept(Duration.ofSeconds(30));
              return answer.get();
            })
        .when(client)
        .createTask(any(), any());
  }

  public void createFailsWith(RuntimeException e) {
    createAnswers(
        () -> {
          throw e;
        });
  }

  public void verifyNothingWasCreated() {
    verify(client, never()).createTask(any(), any());
  }

  void verifyNoLook() {
    verify(client, never()).listTasks(any());
  }

  void verifyNothingWasStopped() {
    verify(client, never()).updateTask(any(), any());
  }

  void verifyStopped(String id, Task.Action action) {
    verify(client).updateTask(id, action);
  }

  /** Every failure after which a task may exist. */
  static Stream<BrowserUseException> unclear() {
    return Stream.of(
        new BrowserUseException.Server(details(502, true, null)),
        new BrowserUseException.NoResponse(details(0, true, null)),
        new BrowserUseException.UnexpectedResponse(details(201, true, null)));
  }

  public static BrowserUseException.Details details(
      int status, boolean mayHaveTakenEffect, Duration retryAfter) {
    return new BrowserUseException.Details(
        "POST /tasks", status, "words", retryAfter, mayHaveTakenEffect, null);
  }

  public static Task ours(String id, Instant createdAt) {
    return task(id, TaskStatus.STARTED, createdAt, KEY);
  }

  static Task task(String id, TaskStatus status, Instant createdAt, Object key) {
    return task(
        id, status, createdAt, key == null ? Map.of() : Map.of(TaskMarkers.CREATE_KEY, key));
  }

  private static Task task(
      String id, TaskStatus status, Instant createdAt, Map<String, Object> metadata) {
    return SampleTasks.bare(id, "session-of-" + id, "Find the answer", status, createdAt, metadata);
  }
}
