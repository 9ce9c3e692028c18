package com.browseruse.temporal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.testing.BrowserUseTestEnvironment;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SimplePlugin;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run on an in-process server that skips time, and what it cost. Where somebody tells runs that
 * their tasks have ended, the test environment does so, by the same signal.
 */
public final class SkippedRun implements AutoCloseable {
  /**
   * Without it a task of a minute ends at the very moment of a run's poll of its own, and the
   * in-process server does not survive it when a hint cancels a timer that goes off.
   */
  private static final Duration START_DELAY = Duration.ofMillis(500);

  /** In real time. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static final String HEARTBEAT = "RecordActivityTaskHeartbeat";

  private final AtomicInteger heartbeats = new AtomicInteger();
  private final CountingProxy proxy = new CountingProxy();
  private final BrowserUseTestEnvironment env;
  private BrowserUseClient client;

  private SkippedRun(Contender contender) {
    env =
        BrowserUseTestEnvironment.newBuilder()
            .hints(contender.isHinted())
            .client(options -> options.baseUrl(proxy.url()))
            .plugin(
                made -> {
                  client = made;
                  return BrowserUsePlugin.newBuilder(made).maxWaitingCreates(0).build();
                })
            .temporal(temporal(contender))
            .build();
    proxy.to(env.emulator().port());
    env.worker().registerWorkflowImplementationTypes(PatientWorkflow.class);
    env.worker()
        .registerActivitiesImplementations(
            new WaitActivities.Impl(
                client,
                BrowserUseTestEnvironment.clockOf(env::temporal),
                time -> env.temporal().sleep(time)));
    env.start();
  }

  /** Runs a task of some length, with so many steps and characters of output. */
  static Cost measure(Contender contender, Duration length, int steps, int output) {
    try (SkippedRun run = new SkippedRun(contender)) {
      run.env
          .emulator()
          .addScenario(
              Scenario.newBuilder()
                  .startDelay(START_DELAY)
                  .steps(steps)
                  .stepDuration(length.dividedBy(steps))
                  .outputSize(output)
                  .build());
      return run.measured(contender, length, steps, output);
    }
  }

  private Cost measured(Contender contender, Duration length, int steps, int output) {
    WorkflowStub run =
        contender.start(env.client(), env.worker().getTaskQueue(), "run", "Find the answer");
    String firstRunId = run.getExecution().getRunId();
    try {
      run.getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, Object.class);
    } catch (TimeoutException e) {
      throw new AssertionError(contender + " with a task of " + length + " hangs", e);
    }
    List<RecordedTask> tasks = env.emulator().tasks();
    assertThat(tasks).hasSize(1).allMatch(task -> task.status().equals("finished"));
    List<List<HistoryEvent>> histories = histories(env.client(), firstRunId);
    List<HistoryEvent> all = histories.stream().flatMap(List::stream).toList();
    Map<String, Integer> requests = env.emulator().requests();
    return new Cost(
        contender,
        length.toMillis() / 1e3,
        steps,
        output,
        requests.entrySet().stream()
            .filter(route -> route.getKey().startsWith("GET /api/v2/tasks/{id}"))
            .mapToInt(Map.Entry::getValue)
            .sum(),
        requests.values().stream().mapToInt(i -> i).sum(),
        proxy.bytes(),
        all.size(),
        histories.stream().mapToInt(List::size).max().orElseThrow(),
        all.stream().mapToLong(HistoryEvent::getSerializedSize).sum(),
        histories.stream().mapToInt(CloudActions::in).sum() + heartbeats.get(),
        Duration.between(tasks.get(0).finishedAt(), time(all.get(all.size() - 1))).toMillis() / 1e3,
        false);
  }

  /** Those of a run and of all that it has continued as. */
  private static List<List<HistoryEvent>> histories(WorkflowClient client, String firstRunId) {
    List<List<HistoryEvent>> all = new ArrayList<>();
    for (String runId = firstRunId; !runId.isEmpty(); ) {
      List<HistoryEvent> events = client.fetchHistory("run", runId).getEvents();
      all.add(events);
      runId =
          events
              .get(events.size() - 1)
              .getWorkflowExecutionContinuedAsNewEventAttributes()
              .getNewExecutionRunId();
    }
    return all;
  }

  static Instant time(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  private TestEnvironmentOptions temporal(Contender contender) {
    WorkerFactoryOptions.Builder workers = WorkerFactoryOptions.newBuilder();
    if (contender == Contender.HEARTBEAT) {
      workers.setPlugins(new HeartbeatsAtOnce());
    }
    if (contender == Contender.WATCHED) {
      workers.setWorkerInterceptors(new WatchersWord());
    }
    return TestEnvironmentOptions.newBuilder()
        .setWorkerFactoryOptions(workers.build())
        .setWorkflowServiceStubsOptions(
            WorkflowServiceStubsOptions.newBuilder()
                .addGrpcClientInterceptor(new HeartbeatCounter())
                .build())
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder()
                .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                .build())
        .build();
  }

  @Override
  public void close() {
    env.close();
    proxy.close();
  }

  /**
   * The SDK may send a heartbeat some milliseconds late. Skipped, they are more than a time-out;
   * that costs nothing as long as no worker is lost.
   */
  public static final class PatientWorkflow extends PollingWorkflow.Impl {
    @Override
    protected Duration heartbeatTimeout() {
      return Duration.ofDays(1);
    }
  }

  /** The SDK throttles by real time what the activity has throttled by skipped time already. */
  private static final class HeartbeatsAtOnce extends SimplePlugin {
    HeartbeatsAtOnce() {
      super("heartbeats-at-once");
    }

    @Override
    public void configureWorker(String taskQueue, WorkerOptions.Builder options) {
      options.setMaxHeartbeatThrottleInterval(Duration.ofMillis(1));
    }
  }

  /** Answers back-stops as the watcher of the same worker does, which has no place in this time. */
  private final class WatchersWord extends WorkerInterceptorBase {
    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
      return new ActivityInboundCallsInterceptorBase(next) {
        private String type;

        @Override
        public void init(ActivityExecutionContext context) {
          type = context.getInfo().getActivityType();
          super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
          return type.equals("GetWatchedBrowserTask")
              ? new ActivityOutput(listed(env.emulator().tasks().get(0)))
              : super.execute(input);
        }
      };
    }

    private TaskSnapshot listed(RecordedTask task) {
      return task.finishedAt() == null
          ? new TaskSnapshot(task.id(), new TaskStatus(task.status()), null, null, null)
          : null;
    }
  }

  private final class HeartbeatCounter implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      if (HEARTBEAT.equals(method.getBareMethodName())) {
        heartbeats.incrementAndGet();
      }
      return next.newCall(method, options);
    }
  }
}
