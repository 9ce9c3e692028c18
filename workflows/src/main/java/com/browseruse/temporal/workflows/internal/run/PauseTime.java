package com.browseruse.temporal.workflows.internal.run;

import java.time.Duration;
import java.time.Instant;

/** How long a run has let its agent rest, by what the run could see of it. */
final class PauseTime {
  private Duration ended = Duration.ZERO;
  private Instant since;

  /** Takes note of whether the agent rests at an instant. */
  void note(boolean resting, Instant now) {
    if (resting && since == null) {
      since = now;
    } else if (!resting && since != null) {
      ended = ended.plus(Duration.between(since, now));
      since = null;
    }
  }

  Duration until(Instant now) {
    return since == null ? ended : ended.plus(Duration.between(since, now));
  }

  /** Goes on from what a run before has counted. */
  void restore(Duration counted) {
    ended = counted == null ? Duration.ZERO : counted;
  }
}
