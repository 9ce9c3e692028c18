package com.browseruse.temporal.conformance;

import static com.browseruse.temporal.conformance.Case.of;
import static com.browseruse.temporal.conformance.Case.refused;
import static com.browseruse.temporal.conformance.Lab.NOBODYS;
import static com.browseruse.temporal.conformance.Lab.NO_UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.testing.RecordedTask;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The tasks of version 2. */
final class V2TaskCases {
  private static final String CREATE = "v2 POST /tasks";
  private static final String LIST = "v2 GET /tasks";
  private static final String GET = "v2 GET /tasks/{}";
  private static final String UPDATE = "v2 PATCH /tasks/{}";
  private static final String STATUS = "v2 GET /tasks/{}/status";
  private static final String LOGS = "v2 GET /tasks/{}/logs";
  private static final String FILE = "v2 GET /files/tasks/{}/output-files/{}";

  private V2TaskCases() {}

  static List<Case> all() {
    return List.of(
        of(CREATE, 202, V2TaskCases::created),
        of(CREATE, 400, V2TaskCases::sessionRefuses),
        refused(
            CREATE,
            404,
            BrowserUseException.SessionNotFound.class,
            lab -> lab.client.createTask(in(NOBODYS))),
        refused(
            CREATE,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.createTask(in(NO_UUID))),
        of(CREATE, 429, V2TaskCases::noSessionLeft),
        of(LIST, 200, V2TaskCases::listed),
        refused(
            LIST,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.listTasks(new Task.Query(10, 1, NO_UUID, null, null, null))),
        of(GET, 200, V2TaskCases::read),
        refused(
            GET, 404, BrowserUseException.TaskNotFound.class, lab -> lab.client.getTask(NOBODYS)),
        refused(
            GET, 422, BrowserUseException.InvalidRequest.class, lab -> lab.client.getTask(NO_UUID)),
        of(UPDATE, 200, V2TaskCases::stopped),
        refused(
            UPDATE,
            404,
            BrowserUseException.TaskNotFound.class,
            lab -> lab.client.updateTask(NOBODYS, Task.Action.STOP)),
        refused(
            UPDATE,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.updateTask(NO_UUID, Task.Action.STOP)),
        of(STATUS, 200, V2TaskCases::state),
        refused(
            STATUS,
            404,
            BrowserUseException.TaskNotFound.class,
            lab -> lab.client.getTaskSnapshot(NOBODYS)),
        refused(
            STATUS,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.getTaskSnapshot(NO_UUID)),
        of(LOGS, 200, V2TaskCases::logs),
        refused(
            LOGS,
            404,
            BrowserUseException.TaskNotFound.class,
            lab -> lab.client.getTaskLogs(NOBODYS)),
        refused(
            LOGS,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.getTaskLogs(NO_UUID)),
        refused(LOGS, 500, BrowserUseException.Server.class, V2TaskCases::noLinkToTheLogs),
        of(FILE, 200, V2TaskCases::file),
        refused(
            FILE,
            404,
            BrowserUseException.NotFound.class,
            lab -> lab.client.getOutputFile(lab.finished(), NOBODYS)),
        refused(
            FILE,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.getOutputFile(lab.finished(), NO_UUID)),
        refused(FILE, 500, BrowserUseException.Server.class, V2TaskCases::noLinkToTheFile));
  }

  private static TaskRequest in(String session) {
    return TaskRequest.newBuilder("Find milk").sessionId(session).build();
  }

  private static void created(Lab lab) {
    Task.Ref made =
        lab.client.createTask(
            TaskRequest.newBuilder("Find milk").metadata(Map.of("for", "breakfast")).build());

    RecordedTask recorded = lab.emulator.tasks().get(0);
    assertThat(List.of(made.taskId(), made.sessionId()))
        .isEqualTo(List.of(recorded.id(), recorded.sessionId()));
    assertThat(recorded.task()).isEqualTo("Find milk");
    assertThat(recorded.metadata()).isEqualTo(Map.of("for", "breakfast"));
    assertThat(recorded.apiVersion()).isEqualTo("v2");
  }

  private static void sessionRefuses(Lab lab) {
    Task.Ref first = lab.client.createTask(TaskRequest.newBuilder("Find milk").build());
    TaskRequest second = in(first.sessionId());

    assertThatThrownBy(() -> lab.client.createTask(second))
        .isInstanceOf(BrowserUseException.SessionBusy.class);
    lab.client.sessions().stop(first.sessionId());
    assertThatThrownBy(() -> lab.client.createTask(second))
        .isInstanceOf(BrowserUseException.SessionStopped.class);
    assertThat(lab.emulator.tasks()).hasSize(1);
  }

  private static void noSessionLeft(Lab lab) {
    lab.takeAllSessions();
    assertThatThrownBy(lab::create).isInstanceOf(BrowserUseException.TooManySessions.class);

    lab.letItEnd();
    assertThat(lab.create()).isNotBlank();
  }

  private static void listed(Lab lab) {
    String first = lab.create();
    lab.letItEnd();
    Instant between = lab.now().minusSeconds(1);
    Task.Ref second = lab.client.createTask(TaskRequest.newBuilder("Find tea").build());

    assertThat(ids(lab, Task.Query.all())).containsExactlyInAnyOrder(first, second.taskId());
    assertThat(ids(lab, new Task.Query(100, 1, null, null, between, null)))
        .containsExactly(second.taskId());
    assertThat(ids(lab, new Task.Query(10, 1, null, null, null, between))).containsExactly(first);
    assertThat(ids(lab, new Task.Query(10, 1, null, TaskStatus.FINISHED, null, null)))
        .containsExactly(first);
    assertThat(ids(lab, new Task.Query(10, 1, second.sessionId(), null, null, null)))
        .containsExactly(second.taskId());
    Task.Page page = lab.client.listTasks(new Task.Query(1, 2, null, null, null, null));
    assertThat(List.of(page.totalItems(), page.pageNumber(), page.pageSize()))
        .isEqualTo(List.of(2, 2, 1));
    assertThat(page.items()).hasSize(1);
    assertThat(lab.client.listTasks(Task.Query.all()).hasNext()).isFalse();
    assertThat(lab.client.tasks(new Task.Query(1, 1, null, null, null, null)))
        .extracting(Task::id)
        .containsExactlyInAnyOrder(first, second.taskId());
  }

  private static List<String> ids(Lab lab, Task.Query query) {
    return lab.client.listTasks(query).items().stream().map(Task::id).toList();
  }

  private static void read(Lab lab) {
    String id = lab.create();
    lab.pass(Duration.ofSeconds(4));
    Task young = lab.client.getTask(id);
    assertThat(young.status()).isEqualTo(TaskStatus.STARTED);
    assertThat(young.steps()).hasSize(1);
    assertThat(young.lastStep().url()).isNotBlank();

    lab.letItEnd();
    Task old = lab.client.getTask(id);
    assertThat(old.status()).isEqualTo(TaskStatus.FINISHED);
    assertThat(old.output()).isEqualTo("done");
    assertThat(old.isSuccess()).isTrue();
    assertThat(old.steps()).hasSize(3);
    assertThat(old.cost()).isGreaterThan(BigDecimal.ZERO);
    assertThat(old.outputFiles())
        .singleElement()
        .satisfies(file -> assertThat(file.fileName()).isEqualTo("report 1.csv"));
    assertThat(old.createdAt()).isBefore(old.startedAt());
    assertThat(old.startedAt()).isBefore(old.finishedAt());
  }

  private static void stopped(Lab lab) {
    String id = lab.create();
    lab.pass(Duration.ofSeconds(2));

    lab.client.updateTask(id, Task.Action.STOP);

    assertThat(lab.client.getTask(id).status()).isEqualTo(TaskStatus.STOPPED);
    Task.Ref other = lab.client.createTask(TaskRequest.newBuilder("Find tea").build());
    lab.client.updateTask(other.taskId(), Task.Action.STOP_TASK_AND_SESSION);
    assertThat(lab.client.sessions().get(other.sessionId()).status()).isEqualTo("stopped");
  }

  private static void state(Lab lab) {
    String id = lab.create();
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.CREATED);

    lab.letItEnd();
    TaskSnapshot state = lab.client.getTaskSnapshot(id);
    assertThat(state.taskId()).isEqualTo(id);
    assertThat(state.status()).isEqualTo(TaskStatus.FINISHED);
    assertThat(new BigDecimal(state.costUsd())).isGreaterThan(BigDecimal.ZERO);
  }

  private static void logs(Lab lab) throws Exception {
    assertThat(lab.download(lab.client.getTaskLogs(lab.finished()))).contains("step 3");
  }

  private static void file(Lab lab) throws Exception {
    Task task = lab.client.getTask(lab.finished());
    URI link = lab.client.getOutputFile(task.id(), task.outputFiles().get(0).id());
    assertThat(lab.download(link)).isEqualTo("a,b\n1,2\n");
  }

  private static void noLinkToTheLogs(Lab lab) {
    String id = lab.finished();
    lab.answerOnce("GET", "/logs$", 500);
    lab.client.getTaskLogs(id);
  }

  private static void noLinkToTheFile(Lab lab) {
    Task task = lab.client.getTask(lab.finished());
    lab.answerOnce("GET", "/output-files/", 500);
    lab.client.getOutputFile(task.id(), task.outputFiles().get(0).id());
  }
}
