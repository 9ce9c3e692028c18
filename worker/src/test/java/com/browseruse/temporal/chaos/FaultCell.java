package com.browseruse.temporal.chaos;

import com.browseruse.temporal.chaos.Mishap.Kind;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One field of the table: a call, what goes wrong with it, and whether the run is cancelled. */
record FaultCell(ApiVersion version, SpoiltCall call, Mishap mishap, Moment moment) {

  /** When the run is cancelled. */
  enum Moment {
    LEFT_ALONE,
    CANCELLED_IN_FLIGHT,
    CANCELLED_BETWEEN_ATTEMPTS
  }

  /** How long a call may take, so that no answer is known to be none. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  private static final Duration IN_FLIGHT = Duration.ofMillis(400);

  /** What depends on how a version reads an answer, and not on how it came. */
  private static final Set<Mishap> READ_DIFFERENTLY =
      EnumSet.of(Mishap.GARBAGE, Mishap.EMPTY_OBJECT, Mishap.HANG_UP_MID_BODY, Mishap.NOT_FOUND);

  static Stream<FaultCell> of(ApiVersion version) {
    List<FaultCell> cells = new ArrayList<>();
    for (SpoiltCall call : SpoiltCall.values()) {
      for (Mishap mishap : Mishap.values()) {
        for (Moment moment : Moment.values()) {
          FaultCell cell = new FaultCell(version, call, mishap, moment);
          if (cell.makesSense() && cell.saysSomethingNew()) {
            cells.add(cell);
          }
        }
      }
    }
    return cells.stream();
  }

  private boolean makesSense() {
    boolean likeAnother =
        call.onlyReads()
            && (mishap.kind == Kind.LATE
                || mishap.kind == Kind.DONE
                    && mishap != Mishap.NO_ANSWER
                    && mishap != Mishap.HANG_UP_MID_BODY);
    boolean isRepeated =
        mishap.kind == Kind.IDLE
            || mishap.kind == Kind.LATE
            || mishap.kind == Kind.DONE && call != SpoiltCall.CREATE;
    return !likeAnother && (moment != Moment.CANCELLED_BETWEEN_ATTEMPTS || isRepeated);
  }

  /** Version 1 finds tasks and stops them in another way; what is shared is played once. */
  private boolean saysSomethingNew() {
    if (version == ApiVersion.V2) {
      return call != SpoiltCall.READ_OF_A_LISTED_TASK;
    }
    return switch (call) {
      case CREATE -> true;
      case STOP -> moment == Moment.LEFT_ALONE;
      case LIST, READ_OF_A_LISTED_TASK ->
          moment != Moment.CANCELLED_BETWEEN_ATTEMPTS && READ_DIFFERENTLY.contains(mishap);
      case LOOK, STATUS, FETCH -> moment == Moment.LEFT_ALONE && READ_DIFFERENTLY.contains(mishap);
      case SESSION -> false;
    };
  }

  boolean isCancelled() {
    return moment != Moment.LEFT_ALONE;
  }

  Scenario.Builder scenario() {
    if (call == SpoiltCall.FETCH) {
      return Inputs.lasting(Duration.ofSeconds(1));
    }
    if (isCancelled() || call == SpoiltCall.STOP) {
      return Inputs.endless();
    }
    // A twin that appears after its run has closed is nobody's but the reaper's.
    return Inputs.lasting(
        mishap.kind == Kind.LATE ? Duration.ofSeconds(12) : Duration.ofMillis(1500));
  }

  Fault.Builder fault(Stage stage) {
    Fault.Builder fault = stage.on(call.route).times(1);
    if (moment == Moment.CANCELLED_IN_FLIGHT) {
      fault.delay(IN_FLIGHT);
    }
    return mishap.effect.apply(fault);
  }

  String end() {
    if (isCancelled()) {
      return EndedRun.CANCELED;
    }
    if (call == SpoiltCall.STOP) {
      return EndedRun.STOPPED;
    }
    // The live view is a convenience, and a create reads the list again with its next attempt.
    boolean isForgiven =
        switch (call) {
          case SESSION, LIST, READ_OF_A_LISTED_TASK -> true;
          default -> false;
        };
    if (mishap.kind != Kind.REFUSED || isForgiven) {
      return EndedRun.SUCCEEDED;
    }
    return switch (mishap) {
      case UNAUTHORIZED, FORBIDDEN -> believedAtOnce(FailureTypes.AUTHENTICATION_FAILED);
      case OUT_OF_CREDITS -> FailureTypes.INSUFFICIENT_CREDITS;
      case INVALID -> FailureTypes.INVALID_REQUEST;
      default -> believedAtOnce(FailureTypes.UNEXPECTED_RESPONSE);
    };
  }

  /** Who reads does not believe the first such answer. */
  private String believedAtOnce(String type) {
    return call == SpoiltCall.CREATE ? type : EndedRun.SUCCEEDED;
  }

  void judge(EndedRun run) {
    run.endedBy(end());
    if (call != SpoiltCall.CREATE) {
      run.exactlyOneTask();
    } else if (mishap.kind == Kind.REFUSED) {
      run.noTask();
    } else if (mishap.kind == Kind.LATE) {
      run.oneTaskAndStoppedTwins();
    } else if (mishap.kind == Kind.IDLE && isCancelled()) {
      // The next attempt may be under way before the cancel is.
      run.atMostOneTask();
    } else {
      run.exactlyOneTask();
    }
    if (end().equals(EndedRun.SUCCEEDED)) {
      run.answered(Inputs.OUTPUT);
    }
  }

  @Override
  public String toString() {
    return version + " " + call + " " + mishap + ", " + moment;
  }
}
