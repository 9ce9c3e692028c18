package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
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

/**
 * Carries out a plan on the real server, with a worker as a process, and checks what came of it.
 */
final class Walk implements AutoCloseable {
  private final WalkPlan plan;
  private final Testbed testbed;
  private final ScheduledExecutorService callers =
      Executors.newScheduledThreadPool(WalkPlan.RUNS * 2);
  private WorkerProcess worker;

  Walk(WalkPlan plan, TemporalServer server) {
    this.plan = plan;
    this.testbed = new Testbed(server, "walk-" + plan.seed(), plan.version());
  }

  /** Runs it, and waits until all runs have closed. */
  List<EndedRun> run() throws InterruptedException, ExecutionException {
    for (WalkPlan.PlannedFault planned : plan.faults()) {
      testbed.addFault(
          planned
              .fault()
              .change
              .apply(
                  testbed.on(planned.call().route).after(planned.after()).times(planned.times())));
    }
    worker = WorkerProcess.jar(testbed);
    testbed.warmUp();
    Instant begin = Instant.now();
    List<Future<?>> starts = new ArrayList<>();
    for (int index = 0; index < plan.runs().size(); index++) {
      WalkPlan.Run run = plan.runs().get(index);
      testbed.addScenario(scenario(index, run));
      BrowserTask input = Inputs.quick(text(index), options -> options(options, run));
      WorkflowStub stub = testbed.unstarted();
      starts.add(
          at(
              begin,
              run.startAt(),
              () -> {
                stub.start(input);
                run.steps()
                    .forEach(step -> at(begin, step.at(), () -> action(stub, step.action())));
              }));
    }
    for (Duration kill : plan.kills()) {
      at(begin, kill, worker::kill).get();
      worker = WorkerProcess.jar(testbed);
    }
    for (Future<?> start : starts) {
      start.get();
    }
    return testbed.awaitEnds();
  }

  void check(List<EndedRun> ends) {
    assertThat(testbed.emulator().tasks())
        .allMatch(task -> task.apiVersion().equals(plan.version().name().toLowerCase(Locale.ROOT)));
    for (int index = 0; index < ends.size(); index++) {
      check(plan.runs().get(index), ends.get(index), text(index));
    }
  }

  private void check(WalkPlan.Run asked, EndedRun run, String answer) {
    List<String> allowed = new ArrayList<>();
    if (asked.length() != null) {
      allowed.add(EndedRun.SUCCEEDED);
    }
    if (asked.has(WalkPlan.Action.CANCEL)) {
      allowed.add(EndedRun.CANCELED);
    }
    if (asked.has(WalkPlan.Action.STOP)) {
      allowed.add(EndedRun.STOPPED);
      if (!plan.kills().isEmpty() && run.tasks().isEmpty()) {
        // Nobody can tell what a worker was doing that was killed within a create.
        allowed.add(EndedRun.UNKNOWN);
      }
    }
    if (asked.timeout() != null) {
      allowed.add(EndRequests.TIMED_OUT);
    }
    run.endedBy(allowed.toArray(String[]::new));
    boolean mayHaveDuplicates =
        plan.faults().stream()
            .anyMatch(
                planned ->
                    planned.call() == ApiCall.CREATE
                        && planned.fault().kind == CallFault.Kind.LATE);
    if (mayHaveDuplicates && run.tasks().size() > 1) {
      run.oneTaskAndStoppedDuplicates();
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
    return testbed.emulator().tasks().size();
  }

  /** Nobody asks how it went: a run may have closed meanwhile, or may be past its pauses. */
  private static void action(WorkflowStub run, WalkPlan.Action action) {
    switch (action) {
      case CANCEL -> run.cancel("walk");
      case HINT -> run.signal("taskUpdated");
      case STOP, PAUSE, RESUME ->
          run.startUpdate(
              action.name().toLowerCase(Locale.ROOT),
              WorkflowUpdateStage.ACCEPTED,
              BrowserTaskProgress.class);
    }
  }

  private Future<?> at(Instant begin, Duration time, Runnable action) {
    long wait = Duration.between(Instant.now(), begin.plus(time)).toMillis();
    return callers.schedule(action, Math.max(0, wait), TimeUnit.MILLISECONDS);
  }

  private static String text(int index) {
    return "Find answer " + index + ".";
  }

  private static Scenario.Builder scenario(int index, WalkPlan.Run run) {
    Scenario.Builder scenario =
        run.length() == null ? Inputs.endless() : Inputs.lasting(run.length());
    return scenario.match("answer " + index + "\\.").output(text(index)).pausable(true);
  }

  private static BrowserTask.Builder options(BrowserTask.Builder options, WalkPlan.Run run) {
    return options.timeout(run.timeout()).progress(run.progress());
  }

  @Override
  public void close() {
    callers.shutdownNow();
    if (worker != null) {
      worker.close();
    }
    testbed.close();
  }
}
