package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.task.FailureTypes;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that goes on has a task: a worker that does not understand it must not end it. */
class ContinuedRunTest {
  private static final IllegalArgumentException PROBLEM = new IllegalArgumentException("odd");

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"createKey\": 5}", "{\"created\": {\"creation\": \"DREAMT\"}}", "odd"})
  void whatAnotherReleaseHasLeftIsNoFaultOfTheCaller(String left) {
    RawValue raw = raw(left);
    assertThatThrownBy(() -> ContinuedRun.read(raw, true, RunMemory.class, RunMemory::isComplete))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("what the run before has left cannot be read");
    assertThat(ContinuedRun.refusal(raw, true, PROBLEM, "detail"))
        .as("fails the workflow task, and not the run")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(": odd");
  }

  @Test
  void anInputThatTheRunBeforeHasUnderstoodIsNoFaultOfTheCaller() {
    assertThat(ContinuedRun.refusal(raw("{\"page\": 3}"), true, PROBLEM, "detail"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatACallerSendsIsRefused() {
    assertRefused(raw("{}"), false);
  }

  @Test
  void theNextRunOfAScheduleHasNothingToGoOnWith() {
    assertRefused(null, true);
    assertRefused(raw("null"), true);
  }

  private static void assertRefused(RawValue raw, boolean continued) {
    assertThat(ContinuedRun.refusal(raw, continued, PROBLEM, "detail"))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
              assertThat(failure.getOriginalMessage()).isEqualTo("odd");
            });
  }

  static RawValue raw(String json) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(json))
            .build());
  }
}
