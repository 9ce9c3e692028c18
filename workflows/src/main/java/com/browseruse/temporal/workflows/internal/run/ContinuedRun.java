package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.common.converter.PayloadConverter;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a run continues as new, and how its memory goes to the next one: past the data converter,
 * for the reason that {@link InputReader} has, since callers can put anything in its place.
 */
public final class ContinuedRun {
  /** Far below Temporal's 10 240: a new worker reads it all. A poll takes about 11 events. */
  public static final long LONG_HISTORY = 3_800;

  private static final PayloadConverter JSON =
      new JacksonJsonPayloadConverter(JsonMapper.builder().addModule(new JavaTimeModule()).build());

  private ContinuedRun() {}

  public static boolean isDue(long longHistory) {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() >= longHistory;
  }

  public static RawValue write(Object memory) {
    return new RawValue(JSON.toData(memory).orElseThrow());
  }

  /** Gives the memory of the run before; null in the first. Refuses any other argument. */
  public static <T> @Nullable T read(
      @Nullable RawValue raw, boolean continued, Class<T> type, Predicate<T> isComplete) {
    if (raw == null || InputReader.isNone(raw)) {
      return null;
    }
    try {
      T memory = continued ? JSON.fromData(raw.getPayload(), type, type) : null;
      if (memory != null && isComplete.test(memory)) {
        return memory;
      }
    } catch (DataConverterException e) {
      // Not ours.
    }
    throw new IllegalArgumentException(
        continued
            ? "what the run before has left cannot be read"
            : "input must be one JSON object, without a second argument");
  }

  /**
   * What to throw if the arguments cannot be read. A continued run must go on: a worker of its
   * release takes it if this one only fails its workflow task.
   */
  public static RuntimeException refusal(
      @Nullable RawValue raw, boolean continued, IllegalArgumentException problem, Object detail) {
    return continued && !InputReader.isNone(raw)
        ? new IllegalStateException(
            "this worker cannot go on with the run, which may be of another release: "
                + problem.getMessage(),
            problem)
        : Failures.of(FailureTypes.INVALID_REQUEST, String.valueOf(problem.getMessage()), detail);
  }
}
