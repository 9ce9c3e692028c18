package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import com.browseruse.temporal.workflows.internal.run.StartOptions;
import com.browseruse.temporal.workflows.internal.schedule.TaskSchedules;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.common.converter.DataConverterException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts browser tasks from a service, and finds them again. It needs a client of Temporal and
 * nothing else: the tasks run on the workers that have the {@link BrowserUsePlugin}.
 *
 * <pre>{@code
 * BrowserTasks tasks = BrowserTasks.create(client);
 * BrowserTaskHandle handle = tasks.start("milk-price-4711", BrowserTask.of("Find the price of milk"));
 * try {
 *   BrowserTaskResult result = handle.result();
 * } catch (BrowserTaskException e) {
 *   log.warn("{}: {}, {}", e.type(), e.getMessage(), e.evidence());
 * }
 * }</pre>
 *
 * <p>Not to be called from workflow code.
 */
public final class BrowserTasks {
  private final WorkflowClient client;
  private final String taskQueue;
  private final boolean allowPlaintextSecrets;
  private final Function<? super BrowserTask, String> summary;

  private BrowserTasks(Builder builder) {
    this.summary = builder.summary;
    this.client = builder.client;
    this.taskQueue = builder.taskQueue;
    this.allowPlaintextSecrets = builder.allowPlaintextSecrets;
  }

  /** {@return tasks on the default queue; the client stays the caller's} */
  public static BrowserTasks create(WorkflowClient client) {
    return newBuilder(client).build();
  }

  /** {@return a builder with the defaults; the client stays the caller's} */
  public static Builder newBuilder(WorkflowClient client) {
    return new Builder(client);
  }

  /**
   * Starts a run of a task under an id that stands for this task for ever, once and for all: as
   * {@link #start(String, BrowserTask, OnFailure)} with {@link OnFailure#RETURN_FAILURE}.
   */
  public BrowserTaskHandle start(String id, BrowserTask task) {
    return start(id, task, OnFailure.RETURN_FAILURE);
  }

  /**
   * Starts a run of a task, unless its id has one. The id, which is that of the workflow, is an
   * idempotency key: however often, from wherever and at the same time a task is started under it,
   * there is one run and one paid task. A run that lasts is attached to, of one that is over the
   * result is given; {@link BrowserTaskHandle#isNew} tells which it was. Temporal knows of a run
   * that is over for as long as the namespace keeps it (its retention).
   *
   * <p>The task must be the one that the run of that id was started with; the order of fields in
   * JSON, defaults that are spelled out and the values of literal secrets make no difference. A run
   * that something else has started, such as a parent or another language, is taken as it is.
   *
   * @param onFailure what to do if the run of that id has ended without a result; a task that is
   *     started anew may be another one
   * @throws IllegalArgumentException if the id has run another task, or belongs to a workflow that
   *     runs no browser task, or if the task holds literal secrets that are not allowed
   * @throws WorkflowServiceException if Temporal cannot be reached or refuses
   */
  public BrowserTaskHandle start(String id, BrowserTask task, OnFailure onFailure) {
    Started started =
        start(RunBrowserTaskWorkflow.TYPE, options(id, task), task, InputHash.of(task), onFailure);
    return new BrowserTaskHandle(started.run, started.isNew);
  }

  private record Started(WorkflowStub run, boolean isNew) {}

  private Started start(
      String type,
      WorkflowOptions.Builder options,
      Object input,
      String hash,
      OnFailure onFailure) {
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            type,
            options
                .setWorkflowIdReusePolicy(
                    onFailure == OnFailure.START_ANEW
                        ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY
                        : WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .build());
    try {
      run.start(input);
      return new Started(run, true);
    } catch (WorkflowExecutionAlreadyStarted e) {
      String id = e.getExecution().getWorkflowId();
      WorkflowStub found = client.newUntypedWorkflowStub(id);
      checkSame(id, hash, describe(found, id, type));
      return new Started(found, false);
    }
  }

  /**
   * Runs many tasks as one batch, so many at once, under an id that stands for the batch. A batch
   * of that id that lasts is attached to; one that is over runs again, and does only what is
   * missing: a line that has a result keeps it, unless its task was stopped. Lines may be added to
   * a batch that runs again.
   *
   * @throws IllegalArgumentException if a batch of that id lasts that has other lines, if the id
   *     belongs to another kind of workflow, or if a task holds literal secrets that are not
   *     allowed
   * @throws WorkflowServiceException if Temporal cannot be reached or refuses
   */
  public BrowserTaskBatchHandle batch(String id, BrowserTaskBatch batch) {
    batch.tasks().values().forEach(this::checkSecrets);
    return BatchStart.start(client, id, taskQueue, batch);
  }

  /**
   * {@return the latest run of a batch, also one that has ended, as long as Temporal keeps it}
   * Otherwise as {@link #find}.
   */
  public BrowserTaskBatchHandle findBatch(String id) {
    WorkflowStub run = find(id, RunBrowserTaskBatchWorkflow.TYPE);
    return new BrowserTaskBatchHandle(client, run, false);
  }

  /**
   * Opens a browser session under an id that stands for it for ever, once and for all: as {@link
   * #session(String, BrowserSession, OnFailure)} with {@link OnFailure#RETURN_FAILURE}.
   *
   * <pre>{@code
   * BrowserSessionHandle session = tasks.session("order-4711", BrowserSession.getDefaultInstance());
   * session.runTask(BrowserTask.of("Log in to shop.example until it asks for a code"));
   * session.runTask(
   *     BrowserTask.newBuilder("Type the code, and order the milk")
   *         .secret("code", SecretRef.file("/run/codes/4711"))
   *         .build());
   * session.close();
   * }</pre>
   */
  public BrowserSessionHandle session(String id, BrowserSession session) {
    return session(id, session, OnFailure.RETURN_FAILURE);
  }

  /**
   * Opens a browser session, unless its id has one. Ids are as for {@link #start(String,
   * BrowserTask, OnFailure)}. It returns at once: tasks wait until the browser is there.
   *
   * @param onFailure what to do if the session of that id could not be opened, or was cancelled
   * @throws IllegalArgumentException if the id has opened another session, or belongs to another
   *     workflow, or if a task holds literal secrets that are not allowed
   * @throws WorkflowServiceException if Temporal cannot be reached or refuses
   */
  public BrowserSessionHandle session(String id, BrowserSession session, OnFailure onFailure) {
    session.tasks().forEach(this::checkSecrets);
    Started started =
        start(
            RunBrowserSessionWorkflow.TYPE,
            StartOptions.of(id, session, taskQueue),
            session,
            InputHash.of(session),
            onFailure);
    return new BrowserSessionHandle(this, started.run, started.isNew);
  }

  /** {@return the latest session of an id, also one that has ended; throws as {@link #find}} */
  public BrowserSessionHandle findSession(String id) {
    return new BrowserSessionHandle(this, find(id, RunBrowserSessionWorkflow.TYPE), false);
  }

  WorkflowStub find(String id, String type) {
    WorkflowStub run = client.newUntypedWorkflowStub(id);
    describe(run, id, type);
    return run;
  }

  void checkSecrets(BrowserTask task) {
    Map<String, String> secrets = task.request().secrets();
    if (secrets != null && !secrets.isEmpty() && !allowPlaintextSecrets) {
      throw new IllegalArgumentException(
          "secrets must not be given in plain text, since they stay in the history: use secretRefs,"
              + " or, where payloads are encrypted, allow them with allowPlaintextSecrets"
              + " (BROWSER_USE_ALLOW_PLAINTEXT_SECRETS=true)");
    }
  }

  private WorkflowOptions.Builder options(String id, BrowserTask task) {
    checkSecrets(task);
    return StartOptions.of(id, task, taskQueue, summary.apply(task));
  }

  /**
   * Starts a task as {@link #start(String, BrowserTask)} does, and waits for its end.
   *
   * @throws BrowserTaskException if it ends without a result
   */
  public BrowserTaskResult run(String id, BrowserTask task) {
    return start(id, task).result();
  }

  /** Runs a task as {@link #run(String, BrowserTask)} does, with a choice of what failed before. */
  public BrowserTaskResult run(String id, BrowserTask task, OnFailure onFailure) {
    return start(id, task, onFailure).result();
  }

  /**
   * {@return the latest run of a workflow, also one that has ended, as long as Temporal keeps it}
   *
   * @throws WorkflowNotFoundException if there is no workflow of that id
   * @throws IllegalArgumentException if the workflow of that id runs no browser task
   * @throws WorkflowServiceException if Temporal cannot be reached
   */
  public BrowserTaskHandle find(String id) {
    return new BrowserTaskHandle(find(id, RunBrowserTaskWorkflow.TYPE), false);
  }

  /**
   * Has Temporal start a task again and again, as {@link #schedule(String, BrowserTask,
   * ScheduleSpec, SchedulePolicy)} does, with the policies that are the defaults there.
   */
  public ScheduleHandle schedule(String id, BrowserTask task, ScheduleSpec spec) {
    return schedule(id, task, spec, SchedulePolicy.newBuilder().build());
  }

  /**
   * Has Temporal start a task again and again, each time as a run of its own with a paid task. The
   * id of a run is that of the schedule and the time at which it was due. If there is a schedule of
   * that id, it becomes as it is to be, and stays paused if it was: a service may do this at every
   * start.
   *
   * <pre>{@code
   * ScheduleHandle schedule =
   *     tasks.schedule(
   *         "milk-price-daily",
   *         BrowserTask.of("Find the price of milk"),
   *         ScheduleSpec.newBuilder()
   *             .setCronExpressions(List.of("0 9 * * MON-FRI"))
   *             .setTimeZoneName("Europe/Berlin")
   *             .setJitter(Duration.ofMinutes(5))
   *             .build());
   * }</pre>
   *
   * @param spec when: cron expressions, calendars or intervals, with the time zone and the jitter
   * @param policy what to do if a run still lasts when the next is due (default: {@code SKIP}; the
   *     one that terminates is refused, since a run that is terminated cannot stop its task), and
   *     how late a run may start that was missed while Temporal was down (catch-up window, at least
   *     10 seconds; default: 10 minutes)
   * @throws IllegalArgumentException if the policy is {@code TERMINATE_OTHER}, if the schedule of
   *     that id starts something else, or if the task holds literal secrets that are not allowed
   * @throws io.temporal.client.schedules.ScheduleException if Temporal cannot be reached or refuses
   */
  public ScheduleHandle schedule(
      String id, BrowserTask task, ScheduleSpec spec, SchedulePolicy policy) {
    return TaskSchedules.set(client, id, options(id, task).build(), task, spec, policy);
  }

  static WorkflowExecutionDescription describe(WorkflowStub run, String id, String type) {
    WorkflowExecutionDescription description;
    try {
      description = run.describe();
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      if (!isNotFound(e)) {
        throw e;
      }
      throw new WorkflowNotFoundException(
          WorkflowExecution.newBuilder().setWorkflowId(id).build(), type, e);
    }
    if (!description.getWorkflowType().equals(type)) {
      throw new IllegalArgumentException(
          "The workflow %s is a %s, not a %s".formatted(id, description.getWorkflowType(), type));
    }
    return description;
  }

  private static void checkSame(String id, String hash, WorkflowExecutionDescription description) {
    if (!isSame(hash, description)) {
      throw new IllegalArgumentException(
          description.getWorkflowType().equals(RunBrowserTaskWorkflow.TYPE)
              ? "The id %s has run another task already: an id stands for one task for ever, so give this one an id of its own"
                  .formatted(id)
              : "The id %s was started with another input already: an id stands for one input for ever, so give this one an id of its own"
                  .formatted(id));
    }
  }

  static boolean isSame(String hash, WorkflowExecutionDescription description) {
    try {
      String known = description.getMemo(InputHash.MEMO_KEY, String.class, String.class);
      return known == null || known.equals(hash);
    } catch (DataConverterException e) {
      // Encrypted with another key: what the run was started with cannot be told.
      return true;
    }
  }

  static boolean isNotFound(@Nullable Throwable problem) {
    return problem instanceof StatusRuntimeException rpc
        ? rpc.getStatus().getCode() == Status.Code.NOT_FOUND
        : problem != null && isNotFound(problem.getCause());
  }

  /** Collects how tasks are started. */
  public static final class Builder {
    private final WorkflowClient client;
    private String taskQueue = RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE;
    private boolean allowPlaintextSecrets;
    private Function<? super BrowserTask, String> summary = RunSummary::of;

    private Builder(WorkflowClient client) {
      this.client = Objects.requireNonNull(client, "client");
    }

    /** Sets the workers' queue. Default: {@link RunBrowserTaskWorkflow#DEFAULT_TASK_QUEUE}. */
    public Builder taskQueue(String taskQueue) {
      this.taskQueue = Objects.requireNonNull(taskQueue, "taskQueue");
      return this;
    }

    /**
     * Sets the line, of 200 bytes at most, that the Temporal UI shows as the summary of a run; the
     * rest is cut. Default: the site of {@code startUrl}, and the limits of the task; never its
     * text.
     */
    public Builder summary(Function<? super BrowserTask, String> summary) {
      this.summary = Objects.requireNonNull(summary, "summary");
      return this;
    }

    /**
     * Sets whether tasks may hold secrets themselves, such as where payloads are encrypted: the
     * history keeps them. The workers must allow them, too. Default: false.
     */
    public Builder allowPlaintextSecrets(boolean allowPlaintextSecrets) {
      this.allowPlaintextSecrets = allowPlaintextSecrets;
      return this;
    }

    /** {@return the tasks} */
    public BrowserTasks build() {
      return new BrowserTasks(this);
    }
  }
}
