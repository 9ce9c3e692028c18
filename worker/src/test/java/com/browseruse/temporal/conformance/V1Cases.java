package com.browseruse.temporal.conformance;

import static com.browseruse.temporal.conformance.Case.of;
import static com.browseruse.temporal.conformance.Case.refused;
import static com.browseruse.temporal.conformance.Lab.NOBODYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.testing.RecordedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Version 1. */
final class V1Cases {
  private static final String CREATE = "v1 POST /run-task";
  private static final String STOP = "v1 PUT /stop-task";
  private static final String PAUSE = "v1 PUT /pause-task";
  private static final String RESUME = "v1 PUT /resume-task";
  private static final String GET = "v1 GET /task/{}";
  private static final String STATUS = "v1 GET /task/{}/status";
  private static final String LIST = "v1 GET /tasks";
  private static final String FILE = "v1 GET /task/{}/output-file/{}";

  private V1Cases() {}

  static List<Case> all() {
    return List.of(
        of(CREATE, 200, V1Cases::created),
        refused(
            CREATE,
            401,
            BrowserUseException.Authentication.class,
            lab -> lab.clientWithWrongKey().createTask(TaskRequest.newBuilder("x").build())),
        refused(
            CREATE,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> lab.client.createTask(TaskRequest.newBuilder("x").maxSteps(201).build())),
        refused(CREATE, 429, BrowserUseException.TooManySessions.class, V1Cases::tooMany),
        of(STOP, 200, V1Cases::stopped),
        notFound(STOP, Task.Action.STOP),
        of(PAUSE, 200, V1Cases::pausedAndResumed),
        notFound(PAUSE, Task.Action.PAUSE),
        of(RESUME, 200, V1Cases::pausedAndResumed),
        notFound(RESUME, Task.Action.RESUME),
        of(GET, 200, V1Cases::read),
        refused(
            GET, 404, BrowserUseException.TaskNotFound.class, lab -> lab.client.getTask(NOBODYS)),
        of(STATUS, 200, V1Cases::state),
        refused(
            STATUS,
            404,
            BrowserUseException.TaskNotFound.class,
            lab -> lab.client.getTaskSnapshot(NOBODYS)),
        of(LIST, 200, V1Cases::listed),
        refused(
            LIST,
            401,
            BrowserUseException.Authentication.class,
            lab -> lab.clientWithWrongKey().listTasks(Task.Query.all())),
        of(FILE, 200, V1Cases::file),
        refused(
            FILE,
            404,
            BrowserUseException.NotFound.class,
            lab -> lab.client.getOutputFile(lab.finished(), "nobody's.csv")));
  }

  private static Case notFound(String route, Task.Action action) {
    return refused(
        route,
        404,
        BrowserUseException.TaskNotFound.class,
        lab -> lab.client.updateTask(NOBODYS, action));
  }

  private static void created(Lab lab) {
    String id =
        lab.client
            .createTask(
                TaskRequest.newBuilder("Find milk")
                    .metadata(Map.of("for", "breakfast"))
                    .allowedDomains(List.of("shop.example"))
                    .extra(Map.of("enable_public_share", true, "proxy_country_code", "de"))
                    .build())
            .taskId();

    RecordedTask recorded = lab.emulator.tasks().get(0);
    assertThat(id).isEqualTo(recorded.id());
    assertThat(recorded.metadata()).isEqualTo(Map.of("for", "breakfast"));
    assertThat(recorded.apiVersion()).isEqualTo("v1");
    assertThat(lab.client.getTask(id).publicShareUrl()).startsWith("http");
  }

  private static void tooMany(Lab lab) {
    lab.takeAllSessions();
    lab.create();
  }

  private static void stopped(Lab lab) {
    String id = lab.create();
    lab.pass(Duration.ofSeconds(2));

    assertThat(lab.client.updateTask(id, Task.Action.STOP_TASK_AND_SESSION).status())
        .isEqualTo(TaskStatus.STOPPED);
  }

  private static void pausedAndResumed(Lab lab) {
    String id = lab.create();
    lab.pass(Duration.ofSeconds(2));

    assertThat(lab.client.updateTask(id, Task.Action.PAUSE).status()).isEqualTo(TaskStatus.PAUSED);
    lab.letItEnd();
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(lab.client.updateTask(id, Task.Action.RESUME).status())
        .isEqualTo(TaskStatus.STARTED);
    lab.letItEnd();
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.FINISHED);
  }

  private static void read(Lab lab) {
    String id = lab.create();
    lab.pass(Duration.ofSeconds(4));
    Task young = lab.client.getTask(id);
    assertThat(young.status()).isEqualTo(TaskStatus.STARTED);
    assertThat(young.liveUrl()).startsWith("http");
    assertThat(young.isSuccess()).isNull();

    lab.letItEnd();
    Task old = lab.client.getTask(id);
    assertThat(old.status()).isEqualTo(TaskStatus.FINISHED);
    assertThat(old.isSuccess()).as("version 1 has no other word for it").isTrue();
    assertThat(old.output()).isEqualTo("done");
    assertThat(old.steps()).hasSize(3);
    assertThat(old.lastStep().url()).isNotBlank();
    assertThat(old.outputFiles())
        .singleElement()
        .satisfies(file -> assertThat(file.fileName()).isEqualTo("report 1.csv"));
    assertThat(old.createdAt()).isBefore(old.finishedAt());
    assertThat(old.metadata()).isEmpty();
    assertThat(old.sessionId()).isNull();
    assertThat(old.cost()).isNull();
  }

  private static void file(Lab lab) throws Exception {
    assertThat(lab.download(lab.client.getOutputFile(lab.finished(), "report 1.csv")))
        .isEqualTo("a,b\n1,2\n");
  }

  private static void state(Lab lab) {
    String id = lab.create();
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.CREATED);
    lab.pass(Duration.ofSeconds(2));
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.STARTED);
    lab.letItEnd();
    assertThat(lab.client.getTaskSnapshot(id).status()).isEqualTo(TaskStatus.FINISHED);
  }

  private static void listed(Lab lab) {
    String first = lab.create();
    lab.letItEnd();
    Instant between = lab.now().minusSeconds(1);
    String second = lab.create();

    Task.Page page = lab.client.listTasks(new Task.Query(1, 1, null, null, null, null));
    assertThat(page.items()).extracting(Task::id).containsExactly(second);
    assertThat(page.items().get(0).metadata()).as("what a list does not tell").isNull();
    assertThat(List.of(page.totalItems(), page.pageNumber(), page.pageSize()))
        .isEqualTo(List.of(2, 1, 1));
    assertThat(page.hasNext()).isTrue();
    assertThat(lab.client.tasks(new Task.Query(1, 1, null, null, null, null)))
        .extracting(Task::id)
        .containsExactly(second, first);
    assertThat(lab.client.tasks(new Task.Query(100, 1, null, null, between, null)))
        .extracting(Task::id)
        .containsExactly(second);
    assertThat(lab.client.tasks(new Task.Query(1, 1, null, TaskStatus.FINISHED, null, null)))
        .extracting(Task::id)
        .containsExactly(first);
  }
}
