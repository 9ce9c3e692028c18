package com.browseruse.temporal.testing;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.grpc.ClientInterceptor;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerPlugin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Temporal server in this process that skips time, an emulator that lives by the time of that
 * server, and the plugin between them: what a test of your own workflows needs.
 *
 * <pre>{@code
 * try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
 *   env.worker().registerWorkflowImplementationTypes(ComparePricesImpl.class);
 *   env.start();
 *   env.emulator().addScenario(Scenario.matching("milk").steps(3).output("1.19").build());
 *   ComparePrices prices = env.client().newWorkflowStub(ComparePrices.class, options);
 *   assertThat(prices.compare("milk")).isEqualTo("1.19");
 *   assertThat(env.emulator().tasks()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Time is skipped while somebody waits for the result of a workflow, and by {@code
 * env.temporal().sleep(…)}: a task of an hour takes a moment. It is not skipped for the response to
 * an update. One environment per test is cheap.
 */
public final class BrowserUseTestEnvironment implements AutoCloseable {
  /** The API key with which the plugin calls the emulator. */
  public static final String API_KEY = "bu_test_key";

  private final BrowserUseEmulator emulator;
  private final BrowserUseClient browserUse;
  private final TestWorkflowEnvironment temporal;
  private final Worker worker;
  private final boolean ownsTemporal;

  private BrowserUseTestEnvironment(Builder builder) {
    ownsTemporal = !builder.temporal.isUseExternalService();
    AtomicReference<@Nullable TestWorkflowEnvironment> server = new AtomicReference<>();
    Clock clock = clockOf(server::get);
    emulator = builder.emulator.clock(clock).start();
    browserUse =
        BrowserUseClient.create(
            builder
                .client
                .apply(
                    BrowserUseClientOptions.newBuilder(API_KEY)
                        .baseUrl(emulator.baseUrl())
                        .clock(clock))
                .build());
    BrowserUsePlugin plugin = builder.plugin.apply(browserUse);
    boolean hints = builder.hints && browserUse.supports(ApiFeature.LISTED_METADATA);
    WorkerFactoryOptions given = builder.temporal.getWorkerFactoryOptions();
    WorkerFactoryOptions workers =
        given == null ? WorkerFactoryOptions.getDefaultInstance() : given;
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder(builder.temporal)
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder(workers)
                        .setPlugins(with(workers.getPlugins(), plugin))
                        .setWorkerInterceptors(
                            hints
                                ? with(
                                    workers.getWorkerInterceptors(),
                                    new TaskHints(emulator, server::get, clock))
                                : workers.getWorkerInterceptors())
                        .build())
                .setWorkflowServiceStubsOptions(
                    ownsTemporal
                        ? withTimeLock(builder.temporal.getWorkflowServiceStubsOptions())
                        : builder.temporal.getWorkflowServiceStubsOptions())
                .build());
    server.set(temporal);
    worker = temporal.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
  }

  /** Creates an environment with the defaults. */
  public static BrowserUseTestEnvironment create() {
    return newBuilder().build();
  }

  /** {@return a builder that holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * {@return the time of a Temporal server that skips it, for an emulator and a client that you
   * build yourself; the system's time as long as the supplier gives null}
   */
  public static Clock clockOf(Supplier<? extends @Nullable TestWorkflowEnvironment> server) {
    return new ServerClock(server);
  }

  /** {@return the emulator, for scenarios, faults and the ledger} */
  public BrowserUseEmulator emulator() {
    return emulator;
  }

  /** {@return the Temporal server, for more workers, its time, and what else it offers} */
  public TestWorkflowEnvironment temporal() {
    return temporal;
  }

  /** {@return the worker of the default task queue, on which your own workflows may run too} */
  public Worker worker() {
    return worker;
  }

  /** {@return a client of the Temporal server; who waits for a result with it skips time} */
  public WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  /** {@return what starts tasks, as a service does} */
  public BrowserTasks browserTasks() {
    return BrowserTasks.create(client());
  }

  /**
   * {@return a new workflow of a type, to be called once, on the worker's task queue; who waits for
   * its result skips time}
   */
  public <T> T workflow(Class<T> type) {
    return client()
        .newWorkflowStub(
            type, WorkflowOptions.newBuilder().setTaskQueue(worker.getTaskQueue()).build());
  }

  /**
   * Checks that every remote task has ended and every session was closed, that no run is about to
   * create a task, for which it lets half a minute pass if need be, and that no create has made two
   * tasks. A run that is started anew on purpose is another create.
   *
   * @throws AssertionError that names the tasks, the workflows that made them, the runs without a
   *     task, and the sessions
   */
  public void assertNothingLeft() {
    new RemainingTasks(emulator, temporal, ownsTemporal).assertNone();
  }

  /** Starts the workers: call it once all workflows and activities are registered. */
  public void start() {
    temporal.start();
  }

  /** Ends the emulator, the workers and the server. */
  @Override
  public void close() {
    emulator.close();
    temporal.close();
    browserUse.close();
  }

  private static WorkerPlugin[] with(WorkerPlugin @Nullable [] given, WorkerPlugin ours) {
    WorkerPlugin[] all =
        given == null ? new WorkerPlugin[1] : Arrays.copyOf(given, given.length + 1);
    all[all.length - 1] = ours;
    return all;
  }

  private static WorkerInterceptor[] with(
      WorkerInterceptor @Nullable [] given, WorkerInterceptor ours) {
    WorkerInterceptor[] all =
        given == null ? new WorkerInterceptor[1] : Arrays.copyOf(given, given.length + 1);
    all[all.length - 1] = ours;
    return all;
  }

  private static WorkflowServiceStubsOptions withTimeLock(
      @Nullable WorkflowServiceStubsOptions given) {
    WorkflowServiceStubsOptions.Builder options =
        given == null
            ? WorkflowServiceStubsOptions.newBuilder()
            : WorkflowServiceStubsOptions.newBuilder(given);
    List<ClientInterceptor> interceptors = new ArrayList<>(List.of(new ChildCancelTimeLock()));
    if (given != null && given.getGrpcClientInterceptors() != null) {
      interceptors.addAll(given.getGrpcClientInterceptors());
    }
    return options.setGrpcClientInterceptors(interceptors).build();
  }

  /** Configures an environment. */
  public static final class Builder {
    private BrowserUseEmulator.Builder emulator = BrowserUseEmulator.newBuilder();
    private UnaryOperator<BrowserUseClientOptions.Builder> client = options -> options;
    private Function<BrowserUseClient, BrowserUsePlugin> plugin =
        // A wait in real time would keep time from being skipped.
        made -> BrowserUsePlugin.newBuilder(made).maxWaitingCreates(0).build();
    private boolean hints = true;
    private TestEnvironmentOptions temporal =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    // The SDK warns about servers that do not take them.
                    .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                    .build())
            .build();

    private Builder() {}

    /** Sets the emulator, whose clock is replaced; default: one with its own defaults. */
    public Builder emulator(BrowserUseEmulator.Builder value) {
      emulator = Objects.requireNonNull(value, "emulator");
      return this;
    }

    /** Changes how the emulator is called, such as {@code options -> options.apiVersion(V1)}. */
    public Builder client(UnaryOperator<BrowserUseClientOptions.Builder> value) {
      client = Objects.requireNonNull(value, "client");
      return this;
    }

    /** Sets the plugin to make of the client; default: one with its own defaults. */
    public Builder plugin(Function<BrowserUseClient, BrowserUsePlugin> value) {
      plugin = Objects.requireNonNull(value, "plugin");
      return this;
    }

    /**
     * Sets whether a run is told when its task has ended, as by a watcher of real workers: it then
     * polls after 1, 3, 7 and 15 minutes, and every half hour. Without hints, and as always in
     * version 1 of the API, it polls as its options say. Default: true.
     */
    public Builder hints(boolean value) {
      hints = value;
      return this;
    }

    /** Sets the options of the Temporal server and of its clients and workers, such as a codec. */
    public Builder temporal(TestEnvironmentOptions value) {
      temporal = Objects.requireNonNull(value, "temporal");
      return this;
    }

    /** {@return an environment whose workers do not run yet} */
    public BrowserUseTestEnvironment build() {
      return new BrowserUseTestEnvironment(this);
    }
  }

  private static final class ServerClock extends Clock {
    private final Supplier<? extends @Nullable TestWorkflowEnvironment> server;

    private ServerClock(Supplier<? extends @Nullable TestWorkflowEnvironment> server) {
      this.server = Objects.requireNonNull(server, "server");
    }

    @Override
    public Instant instant() {
      TestWorkflowEnvironment known = server.get();
      return known == null ? Instant.now() : Instant.ofEpochMilli(known.currentTimeMillis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock shows UTC only");
    }
  }
}
