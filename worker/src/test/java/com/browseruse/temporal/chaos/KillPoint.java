package com.browseruse.temporal.chaos;

import static com.browseruse.temporal.chaos.HaltingWorker.Point.AFTER;
import static com.browseruse.temporal.chaos.HaltingWorker.Point.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.ProgressMode;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A point between two parties of a run at which its worker is killed: how a run gets there, how one
 * knows that it is there, and how it must end once there is another worker.
 */
enum KillPoint {
  BEFORE_THE_CREATE_LEAVES(
      testbed -> testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH)),
      testbed -> WorkerProcess.halting(testbed, BEFORE, "createTask"),
      index -> Inputs.quick(),
      (testbed, worker) -> {
        RunBatch.awaitCount("halts", () -> worker.count(HaltingWorker.HALTED));
        assertThat(testbed.emulator().tasks()).isEmpty();
      },
      Task.Creation.CREATED,
      RunBatch::succeeded),

  THE_CREATE_IS_DONE_AFTER_THE_KILL(
      testbed -> {
        testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH));
        testbed.addFault(testbed.on(Route.CREATE).times(RunBatch.SIZE).commitDelay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(),
      (testbed, worker) -> {
        RunBatch.awaitRequests(testbed, Route.CREATE);
        assertThat(testbed.emulator().tasks()).isEmpty();
      },
      Task.Creation.ADOPTED,
      RunBatch::succeeded),

  THE_CREATE_IS_DONE_AND_NOT_ANSWERED(
      testbed -> {
        testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH));
        testbed.addFault(testbed.on(Route.CREATE).times(RunBatch.SIZE).delay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(),
      (testbed, worker) -> RunBatch.awaitCount("creates", () -> testbed.emulator().tasks().size()),
      Task.Creation.ADOPTED,
      RunBatch::succeeded),

  THE_CREATE_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW(
      testbed -> testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH)),
      testbed -> WorkerProcess.halting(testbed, AFTER, "createTask"),
      index -> Inputs.quick(),
      (testbed, worker) -> RunBatch.awaitCount("halts", () -> worker.count(HaltingWorker.HALTED)),
      Task.Creation.ADOPTED,
      RunBatch::succeeded),

  WHILE_LOOKING_FOR_WHAT_A_CANCELLED_CREATE_HAS_MADE(
      testbed -> {
        testbed.addScenario(Inputs.endless());
        testbed.emulator().setListLag(RunBatch.TASK_LENGTH);
        testbed.addFault(
            testbed.on(Route.CREATE).times(RunBatch.SIZE).disconnect(Fault.Disconnect.AFTER));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(),
      (testbed, worker) -> {
        RunBatch.awaitRequests(testbed, Route.CREATE);
        testbed.runs().forEach(run -> run.cancel("enough"));
        // The create itself looks twice before it ends.
        RunConditions.awaitAll(
            testbed,
            "has ended its create",
            run -> !RunConditions.isCalling(run, "CreateBrowserTask"));
        testbed.addFault(testbed.on(Route.LIST).delay(RunBatch.HOLD));
        RunConditions.awaitAll(
            testbed, "looks", run -> RunConditions.isCalling(run, "FindBrowserTasks"));
      },
      null,
      run -> RunBatch.stopped(run, EndedRun.CANCELED)),

  BETWEEN_POLLS(
      testbed -> testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH)),
      WorkerProcess::jar,
      index -> Inputs.slow(),
      (testbed, worker) -> RunBatch.awaitIdle(testbed),
      Task.Creation.CREATED,
      RunBatch::succeeded),

  DURING_A_POLL(
      testbed -> {
        testbed.addScenario(Inputs.lasting(RunBatch.TASK_LENGTH));
        testbed.addFault(testbed.on(Route.VIEW).times(RunBatch.SIZE).delay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(),
      (testbed, worker) -> RunBatch.awaitRequests(testbed, Route.VIEW),
      Task.Creation.CREATED,
      RunBatch::succeeded),

  BEFORE_A_CANCEL_IS_SEEN(
      testbed -> testbed.addScenario(Inputs.endless()),
      WorkerProcess::jar,
      index -> Inputs.slow(),
      (testbed, worker) -> {
        RunBatch.awaitIdle(testbed);
        worker.kill();
        testbed.runs().forEach(run -> run.cancel("nobody is there to see it"));
      },
      null,
      run -> RunBatch.stopped(run, EndedRun.CANCELED)),

  BEFORE_THE_STOP_LEAVES(
      testbed -> testbed.addScenario(Inputs.endless()),
      testbed -> WorkerProcess.halting(testbed, BEFORE, "updateTask"),
      EndRequests::input,
      (testbed, worker) -> {
        EndRequests.askForAll(testbed);
        RunBatch.awaitCount("halts", () -> worker.count(HaltingWorker.HALTED));
        assertThat(testbed.emulator().tasks()).allMatch(task -> task.stops() == 0);
      },
      null,
      run -> RunBatch.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, EndRequests.TIMED_OUT)),

  THE_STOP_IS_DONE_AND_NOT_ANSWERED(
      testbed -> {
        testbed.addScenario(Inputs.endless());
        testbed.addFault(testbed.on(Route.STOP).times(RunBatch.SIZE).delay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      EndRequests::input,
      (testbed, worker) -> {
        EndRequests.askForAll(testbed);
        RunBatch.awaitCount(
            "stops",
            () -> (int) testbed.emulator().tasks().stream().filter(t -> t.stops() > 0).count());
      },
      null,
      run -> RunBatch.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, EndRequests.TIMED_OUT)),

  THE_STOP_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW(
      testbed -> testbed.addScenario(Inputs.endless()),
      testbed -> WorkerProcess.halting(testbed, AFTER, "updateTask"),
      EndRequests::input,
      (testbed, worker) -> {
        EndRequests.askForAll(testbed);
        RunBatch.awaitCount("halts", () -> worker.count(HaltingWorker.HALTED));
      },
      null,
      run -> RunBatch.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, EndRequests.TIMED_OUT)),

  WHILE_THE_RESULT_IS_FETCHED(
      testbed -> {
        testbed.addScenario(Inputs.lasting(Duration.ofSeconds(2)));
        testbed.addFault(testbed.on(Route.VIEW).times(RunBatch.SIZE).delay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(options -> options.progress(ProgressMode.STATUS)),
      (testbed, worker) -> RunBatch.awaitRequests(testbed, Route.VIEW),
      Task.Creation.CREATED,
      RunBatch::succeeded),

  WHILE_ARTIFACTS_ARE_COPIED(
      testbed -> {
        testbed.addScenario(Inputs.lasting(Duration.ofSeconds(2)));
        testbed.addFault(
            Fault.on("GET", "^/downloads/").times(2 * RunBatch.SIZE).delay(RunBatch.HOLD));
      },
      WorkerProcess::withLongTimeouts,
      index -> Inputs.quick(options -> options.collectLogs(true).collectOutputFiles(true)),
      (testbed, worker) -> RunBatch.awaitCount("pairs of downloads", () -> testbed.downloads() / 2),
      Task.Creation.CREATED,
      RunBatch::succeededWithCopies);

  final Consumer<Testbed> setting;
  final Function<Testbed, WorkerProcess> firstWorker;
  final IntFunction<BrowserTask> input;
  final BiConsumer<Testbed, WorkerProcess> awaitPoint;

  /** How the runs came to their tasks, but for stragglers; null if they have no result. */
  final Task.Creation creation;

  final Consumer<EndedRun> check;

  KillPoint(
      Consumer<Testbed> setting,
      Function<Testbed, WorkerProcess> firstWorker,
      IntFunction<BrowserTask> input,
      BiConsumer<Testbed, WorkerProcess> awaitPoint,
      Task.Creation creation,
      Consumer<EndedRun> check) {
    this.setting = setting;
    this.firstWorker = firstWorker;
    this.input = input;
    this.awaitPoint = awaitPoint;
    this.creation = creation;
    this.check = check;
  }
}
