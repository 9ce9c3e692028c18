package com.browseruse.temporal.chaos;

import com.browseruse.temporal.chaos.CallFault.Kind;
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

/** One row of the table: a call, what goes wrong with it, and whether the run is cancelled. */
record FaultCase(ApiVersion version, ApiCall call, CallFault fault, Cancel cancel) {

  /** When the run is cancelled. */
  enum Cancel {
    NEVER,
    IN_FLIGHT,
    BETWEEN_ATTEMPTS
  }

  /** How long a call may take, so that no answer is known to be none. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  private static final Duration IN_FLIGHT = Duration.ofMillis(400);

  /** What depends on how a version reads an answer, and not on how it came. */
  private static final Set<CallFault> READ_DIFFERENTLY =
      EnumSet.of(
          CallFault.GARBAGE,
          CallFault.EMPTY_OBJECT,
          CallFault.HANG_UP_MID_BODY,
          CallFault.NOT_FOUND);

  private static final Set<CallFault> EVERYDAY_CREATE_FAULTS =
      EnumSet.of(CallFault.HANG_UP_AFTER, CallFault.NO_ANSWER, CallFault.OUT_OF_CREDITS);

  private static final Set<CallFault> EVERYDAY_STOP_FAULTS =
      EnumSet.of(CallFault.ERROR, CallFault.HANG_UP_AFTER, CallFault.NOT_FOUND);

  static Stream<FaultCase> of(ApiVersion version) {
    List<FaultCase> rows = new ArrayList<>();
    for (ApiCall call : ApiCall.values()) {
      for (CallFault fault : CallFault.values()) {
        for (Cancel cancel : Cancel.values()) {
          FaultCase row = new FaultCase(version, call, fault, cancel);
          if (row.isPossible() && row.isNotCovered() && (Sweep.ON || row.isEveryday())) {
            rows.add(row);
          }
        }
      }
    }
    return rows.stream();
  }

  private boolean isPossible() {
    boolean likeAnother =
        call.onlyReads()
            && (fault.kind == Kind.LATE
                || fault.kind == Kind.DONE
                    && fault != CallFault.NO_ANSWER
                    && fault != CallFault.HANG_UP_MID_BODY);
    boolean isRepeated =
        fault.kind == Kind.IDLE
            || fault.kind == Kind.LATE
            || fault.kind == Kind.DONE && call.onlyReads();
    // Any success means that a stop was accepted, whatever its body.
    boolean isAccepted =
        call == ApiCall.STOP && (fault == CallFault.GARBAGE || fault == CallFault.EMPTY_OBJECT);
    // A page of the list waits for its turn and is read again, so that no attempt fails.
    boolean isWaitedOut = call == ApiCall.LIST && fault == CallFault.RATE_LIMITED;
    return !likeAnother
        && (cancel != Cancel.BETWEEN_ATTEMPTS || isRepeated && !isAccepted && !isWaitedOut);
  }

  /** Version 1 finds tasks and stops them in another way; what is shared is tested once. */
  private boolean isNotCovered() {
    if (version == ApiVersion.V2) {
      return call != ApiCall.READ_OF_A_LISTED_TASK;
    }
    return switch (call) {
      case CREATE -> true;
      case STOP -> cancel == Cancel.NEVER;
      case LIST, READ_OF_A_LISTED_TASK ->
          cancel != Cancel.BETWEEN_ATTEMPTS && READ_DIFFERENTLY.contains(fault);
      case POLL, STATUS, RESULT -> cancel == Cancel.NEVER && READ_DIFFERENTLY.contains(fault);
      case SESSION -> false;
    };
  }

  /**
   * A sample of what only a real server shows; the in-process server plays most of the table, and
   * skips the 75 seconds that a create may have to be waited for.
   */
  private boolean isEveryday() {
    if (version == ApiVersion.V1) {
      return switch (call) {
        case CREATE -> cancel != Cancel.BETWEEN_ATTEMPTS && fault == CallFault.HANG_UP_AFTER;
        case STOP -> fault == CallFault.HANG_UP_AFTER;
        default -> false;
      };
    }
    return switch (call) {
      case CREATE -> EVERYDAY_CREATE_FAULTS.contains(fault);
      case STOP -> EVERYDAY_STOP_FAULTS.contains(fault);
      case LIST, READ_OF_A_LISTED_TASK -> false;
      default ->
          cancel == Cancel.NEVER && fault == CallFault.ERROR
              || cancel == Cancel.IN_FLIGHT && fault == CallFault.HANG_UP_MID_BODY;
    };
  }

  boolean isCancelled() {
    return cancel != Cancel.NEVER;
  }

  Scenario.Builder scenario() {
    if (call == ApiCall.RESULT) {
      return Inputs.lasting(Duration.ofSeconds(1));
    }
    if (isCancelled() || call == ApiCall.STOP) {
      return Inputs.endless();
    }
    if (call == ApiCall.SESSION) {
      // Nobody looks for the live view of a task that has ended.
      return Inputs.lasting(Duration.ofSeconds(6));
    }
    // A duplicate that appears after its run has closed is nobody's but the reaper's.
    return Inputs.lasting(
        fault.kind == Kind.LATE ? Duration.ofSeconds(12) : Duration.ofMillis(1500));
  }

  Fault.Builder fault(Testbed testbed) {
    Fault.Builder builder = testbed.on(call.route).times(1);
    if (cancel == Cancel.IN_FLIGHT) {
      builder.delay(IN_FLIGHT);
    }
    return fault.change.apply(builder);
  }

  String end() {
    if (isCancelled()) {
      return EndedRun.CANCELED;
    }
    if (call == ApiCall.STOP) {
      return EndedRun.STOPPED;
    }
    if (fault.kind != Kind.REFUSED || call != ApiCall.CREATE) {
      // Once there is a task, no answer is final.
      return EndedRun.SUCCEEDED;
    }
    return switch (fault) {
      case UNAUTHORIZED, FORBIDDEN -> FailureTypes.AUTHENTICATION_FAILED;
      case OUT_OF_CREDITS -> FailureTypes.INSUFFICIENT_CREDITS;
      case INVALID -> FailureTypes.INVALID_REQUEST;
      default -> FailureTypes.UNEXPECTED_RESPONSE;
    };
  }

  void check(EndedRun run, int creates) {
    run.endedBy(end());
    if (isCancelled() && creates == 0) {
      // A busy server may lose an activity on its way to a worker, and that was the create.
      run.noTask();
    } else if (call != ApiCall.CREATE) {
      run.exactlyOneTask();
    } else if (fault.kind == Kind.REFUSED) {
      run.noTask();
    } else if (fault.kind == Kind.LATE) {
      run.oneTaskAndStoppedDuplicates();
    } else if (fault.kind == Kind.IDLE && isCancelled()) {
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
    return version + " " + call + " " + fault + ", " + cancel;
  }
}
