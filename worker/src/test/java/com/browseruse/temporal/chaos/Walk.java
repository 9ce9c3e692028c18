package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays a plan on the real server, with a worker as a process, and judges what came of it. */
final class Walk implements AutoCloseable {
  private final WalkPlan plan;
  private final Stage stage;
  private final ScheduledExecutorService people =
      Executors.newScheduledThreadPool(WalkPlan.RUNS * 2);
  private WorkerJvm worker;

  Walk(WalkPlan plan, TemporalServer server) {
    this.plan = plan;
    this.stage = new Stage(server, "walk-" + plan.seed(), plan.version());
  }

  /** Plays, and waits until all runs have closed. */
  List<EndedRun> play() throws InterruptedException, ExecutionException {
    for (WalkPlan.Spoil spoil : plan.faults()) {
      stage.spoil(
          spoil
              .mishap()
              .effect
              .apply(stage.on(spoil.call().route).after(spoil.after()).times(spoil.times())));
    }
    worker = WorkerJvm.ofTheJar(stage);
    stage.warmUp();
    Instant begin = Instant.now();
    List<Future<?>> starts = new ArrayList<>();
    for (int index = 0; index < plan.runs().size(); index++) {
      WalkPlan.Run run = plan.runs().get(index);
      stage.play(scenario(index, run));
      BrowserTaskInput input = Inputs.quick(words(index), options -> options(options, run));
      WorkflowStub stub = stage.unstarted();
      starts.add(
          at(
              begin,
              run.startAt(),
              () -> {
                stub.start(input);
                run.steps().forEach(step -> at(begin, step.at(), () -> act(stub, step.act())));
              }));
    }
    for (Duration kill : plan.kills()) {
      at(begin, kill, worker::kill).get();
      worker = WorkerJvm.ofTheJar(stage);
    }
    for (Future<?> start : starts) {
      start.get();
    }
    return stage.awaitEnds();
  }

  void judge(List<EndedRun> ends) {
    assertThat(stage.emulator().tasks())
        .allMatch(task -> task.apiVersion().equals(plan.version().name().toLowerCase(Locale.ROOT)));
    for (int index = 0; index < ends.size(); index++) {
      judge(plan.runs().get(index), ends.get(index), words(index));
    }
  }

  private void judge(WalkPlan.Run asked, EndedRun run, String answer) {
    List<String> allowed = new ArrayList<>();
    if (asked.length() != null) {
      allowed.add(EndedRun.SUCCEEDED);
    }
    if (asked.has(WalkPlan.Act.CANCEL)) {
      allowed.add(EndedRun.CANCELED);
    }
    if (asked.has(WalkPlan.Act.STOP)) {
      allowed.add(EndedRun.STOPPED);
    }
    if (asked.timeout() != null) {
      allowed.add(Ends.TIMED_OUT);
    }
    run.endedBy(allowed.toArray(String[]::new));
    boolean mayHaveTwins =
        plan.faults().stream()
            .anyMatch(
                spoil ->
                    spoil.call() == SpoiltCall.CREATE && spoil.mishap().kind == Mishap.Kind.LATE);
    if (mayHaveTwins && run.tasks().size() > 1) {
      run.oneTaskAndStoppedTwins();
    } else if (asked.isCutShort() && !run.how().equals(EndedRun.SUCCEEDED)) {
      run.atMostOneTask();
    } else {
      run.exactlyOneTask();
    }
    if (run.how().equals(EndedRun.SUCCEEDED)) {
      run.answered(answer);
    }
  }

  int tasks() {
    return stage.emulator().tasks().size();
  }

  /** Nobody asks how it went: a run may have closed meanwhile, or may be past its pauses. */
  private static void act(WorkflowStub run, WalkPlan.Act act) {
    switch (act) {
      case CANCEL -> run.cancel("walk");
      case HINT -> run.signal("taskUpdated");
      case STOP, PAUSE, RESUME ->
          run.startUpdate(
              act.name().toLowerCase(Locale.ROOT),
              WorkflowUpdateStage.ACCEPTED,
              BrowserTaskProgress.class);
    }
  }

  private Future<?> at(Instant begin, Duration time, Runnable act) {
    long wait = Duration.between(Instant.now(), begin.plus(time)).toMillis();
    return people.schedule(act, Math.max(0, wait), TimeUnit.MILLISECONDS);
  }

  private static String words(int index) {
    return "Find answer " + index + ".";
  }

  private static Scenario.Builder scenario(int index, WalkPlan.Run run) {
    Scenario.Builder scenario =
        run.length() == null ? Inputs.endless() : Inputs.lasting(run.length());
    return scenario.match("answer " + index + "\\.").output(words(index)).pausable(true);
  }

  private static BrowserTaskOptions.Builder options(
      BrowserTaskOptions.Builder options, WalkPlan.Run run) {
    return options.timeout(run.timeout()).progress(run.progress());
  }

  @Override
  public void close() {
    people.shutdownNow();
    if (worker != null) {
      worker.close();
    }
    stage.close();
  }
}
