package com.browseruse.temporal.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What one task will do, fixed when it is created: the scenario applied to the request.
 *
 * @param pace how it spends its time
 * @param ending what it leaves at its end
 * @param costPerStep dollars per step
 * @param ignoreStop whether it goes on when told to stop
 * @param pausable whether it can be paused
 */
record Play(
    Pace pace, Ending ending, BigDecimal costPerStep, boolean ignoreStop, boolean pausable) {

  static Play of(Scenario scenario, TaskSpec spec) {
    Pace pace = scenario.pace();
    Ending ending;
    if (spec.maxSteps() != null && pace.end().isPresent() && pace.steps() > spec.maxSteps()) {
      // An agent that runs out of steps finishes, but does not claim success.
      pace =
          new Pace(
              pace.startDelay(),
              spec.maxSteps(),
              pace.stepDuration(),
              Optional.of(TaskStatus.FINISHED));
      ending = new Ending(false, null, List.of(), null, null);
    } else {
      ending = ending(scenario, spec);
    }
    return new Play(
        pace,
        spec.judge() ? ending.judged() : ending,
        scenario.costPerStep(),
        scenario.ignoreStop(),
        scenario.pausable());
  }

  private static Ending ending(Scenario scenario, TaskSpec spec) {
    boolean finished = scenario.outcome() == ScenarioOutcome.FINISHED;
    Boolean usualClaim = scenario.outcome() == ScenarioOutcome.STOPPED ? null : (Boolean) finished;
    Boolean isSuccess =
        scenario.isSuccess().isPresent() ? scenario.isSuccess().get().value() : usualClaim;
    String output =
        scenario.output().isPresent()
            ? scenario.output().get().value()
            : finished ? Story.output(spec) : null;
    List<ScenarioFile> files =
        scenario.outputFiles().orElseGet(() -> finished ? Story.files(spec) : List.of());
    return new Ending(isSuccess, output, files, null, null);
  }
}
