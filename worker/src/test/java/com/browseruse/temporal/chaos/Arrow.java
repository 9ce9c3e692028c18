package com.browseruse.temporal.chaos;

import static com.browseruse.temporal.chaos.HaltingWorker.Point.AFTER;
import static com.browseruse.temporal.chaos.HaltingWorker.Point.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.CollectOptions;
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
enum Arrow {
  BEFORE_THE_CREATE_LEAVES(
      stage -> stage.play(Inputs.lasting(Crowd.A_WHILE)),
      stage -> WorkerJvm.thatStandsStill(stage, BEFORE, "createTask"),
      index -> Inputs.quick(),
      (stage, worker) -> {
        Crowd.gather("halts", () -> worker.count(HaltingWorker.HALTED));
        assertThat(stage.emulator().tasks()).isEmpty();
      },
      TaskCreation.CREATED,
      Crowd::succeeded),

  THE_CREATE_IS_DONE_AFTER_THE_KILL(
      stage -> {
        stage.play(Inputs.lasting(Crowd.A_WHILE));
        stage.spoil(stage.on(Route.CREATE).times(Crowd.RUNS).commitDelay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(),
      (stage, worker) -> {
        Crowd.awaitRequests(stage, Route.CREATE);
        assertThat(stage.emulator().tasks()).isEmpty();
      },
      TaskCreation.ADOPTED,
      Crowd::succeeded),

  THE_CREATE_IS_DONE_AND_NOT_ANSWERED(
      stage -> {
        stage.play(Inputs.lasting(Crowd.A_WHILE));
        stage.spoil(stage.on(Route.CREATE).times(Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(),
      (stage, worker) -> Crowd.gather("creates", () -> stage.emulator().tasks().size()),
      TaskCreation.ADOPTED,
      Crowd::succeeded),

  THE_CREATE_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW(
      stage -> stage.play(Inputs.lasting(Crowd.A_WHILE)),
      stage -> WorkerJvm.thatStandsStill(stage, AFTER, "createTask"),
      index -> Inputs.quick(),
      (stage, worker) -> Crowd.gather("halts", () -> worker.count(HaltingWorker.HALTED)),
      TaskCreation.ADOPTED,
      Crowd::succeeded),

  WHILE_LOOKING_FOR_WHAT_A_CANCELLED_CREATE_HAS_MADE(
      stage -> {
        stage.play(Inputs.endless());
        stage.emulator().setListLag(Crowd.A_WHILE);
        stage.spoil(stage.on(Route.CREATE).times(Crowd.RUNS).disconnect(Fault.Disconnect.AFTER));
        // The create itself looks twice.
        stage.spoil(stage.on(Route.LIST).after(2 * Crowd.RUNS).times(Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(),
      (stage, worker) -> {
        Crowd.awaitRequests(stage, Route.CREATE);
        stage.runs().forEach(run -> run.cancel("enough"));
        Crowd.gather("held looks", () -> stage.requests(Route.LIST) - 2 * Crowd.RUNS);
      },
      null,
      run -> Crowd.stopped(run, EndedRun.CANCELED)),

  BETWEEN_POLLS(
      stage -> stage.play(Inputs.lasting(Crowd.A_WHILE)),
      WorkerJvm::ofTheJar,
      index -> Inputs.slow(),
      (stage, worker) -> Crowd.awaitRest(stage),
      TaskCreation.CREATED,
      Crowd::succeeded),

  DURING_A_POLL(
      stage -> {
        stage.play(Inputs.lasting(Crowd.A_WHILE));
        stage.spoil(stage.on(Route.VIEW).times(Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(),
      (stage, worker) -> Crowd.awaitRequests(stage, Route.VIEW),
      TaskCreation.CREATED,
      Crowd::succeeded),

  BEFORE_A_CANCEL_IS_SEEN(
      stage -> stage.play(Inputs.endless()),
      WorkerJvm::ofTheJar,
      index -> Inputs.slow(),
      (stage, worker) -> {
        Crowd.awaitRest(stage);
        worker.kill();
        stage.runs().forEach(run -> run.cancel("nobody is there to see it"));
      },
      null,
      run -> Crowd.stopped(run, EndedRun.CANCELED)),

  BEFORE_THE_STOP_LEAVES(
      stage -> stage.play(Inputs.endless()),
      stage -> WorkerJvm.thatStandsStill(stage, BEFORE, "updateTask"),
      Ends::input,
      (stage, worker) -> {
        Ends.askForAll(stage);
        Crowd.gather("halts", () -> worker.count(HaltingWorker.HALTED));
        assertThat(stage.emulator().tasks()).allMatch(task -> task.stops() == 0);
      },
      null,
      run -> Crowd.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, Ends.TIMED_OUT)),

  THE_STOP_IS_DONE_AND_NOT_ANSWERED(
      stage -> {
        stage.play(Inputs.endless());
        stage.spoil(stage.on(Route.STOP).times(Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      Ends::input,
      (stage, worker) -> {
        Ends.askForAll(stage);
        Crowd.gather(
            "stops",
            () -> (int) stage.emulator().tasks().stream().filter(t -> t.stops() > 0).count());
      },
      null,
      run -> Crowd.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, Ends.TIMED_OUT)),

  THE_STOP_IS_ANSWERED_AND_TEMPORAL_DOES_NOT_KNOW(
      stage -> stage.play(Inputs.endless()),
      stage -> WorkerJvm.thatStandsStill(stage, AFTER, "updateTask"),
      Ends::input,
      (stage, worker) -> {
        Ends.askForAll(stage);
        Crowd.gather("halts", () -> worker.count(HaltingWorker.HALTED));
      },
      null,
      run -> Crowd.stopped(run, EndedRun.CANCELED, EndedRun.STOPPED, Ends.TIMED_OUT)),

  WHILE_THE_RESULT_IS_FETCHED(
      stage -> {
        stage.play(Inputs.lasting(Duration.ofSeconds(2)));
        stage.spoil(stage.on(Route.VIEW).times(Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(options -> options.progress(ProgressMode.STATUS)),
      (stage, worker) -> Crowd.awaitRequests(stage, Route.VIEW),
      TaskCreation.CREATED,
      Crowd::succeeded),

  WHILE_ARTIFACTS_ARE_COPIED(
      stage -> {
        stage.play(Inputs.lasting(Duration.ofSeconds(2)));
        stage.spoil(Fault.on("GET", "^/downloads/").times(2 * Crowd.RUNS).delay(Crowd.LONG));
      },
      WorkerJvm::thatIsPatient,
      index -> Inputs.quick(options -> options.collect(new CollectOptions(true, true))),
      (stage, worker) -> Crowd.gather("pairs of downloads", () -> stage.downloads() / 2),
      TaskCreation.CREATED,
      Crowd::succeededWithCopies);

  final Consumer<Stage> setting;
  final Function<Stage, WorkerJvm> firstWorker;
  final IntFunction<BrowserTaskInput> input;
  final BiConsumer<Stage, WorkerJvm> awaitPoint;

  /** How the runs came to their tasks, but for stragglers; null if they have no result. */
  final TaskCreation creation;

  final Consumer<EndedRun> judge;

  Arrow(
      Consumer<Stage> setting,
      Function<Stage, WorkerJvm> firstWorker,
      IntFunction<BrowserTaskInput> input,
      BiConsumer<Stage, WorkerJvm> awaitPoint,
      TaskCreation creation,
      Consumer<EndedRun> judge) {
    this.setting = setting;
    this.firstWorker = firstWorker;
    this.input = input;
    this.awaitPoint = awaitPoint;
    this.creation = creation;
    this.judge = judge;
  }
}
