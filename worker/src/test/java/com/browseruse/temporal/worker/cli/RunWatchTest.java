package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.RunSteps;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private static final String LAST_STEP =
      ",\"lastStep\":{\"number\":%1$d,\"nextGoal\":\"goal"
          + " %1$d\",\"url\":\"https://shop.example\"}}";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final WorkflowStub run = mock(WorkflowStub.class);
  private final CompletableFuture<RawValue> result = new CompletableFuture<>();
  private volatile BrowserTaskProgress answer;
  private boolean quiet;

  @Test
  void withoutAWorkerItSaysWhatItWaitsForAndGoesOn() {
    when(run.query(any(), any())).thenThrow(new IllegalStateException("no worker"));

    Optional<RunOutcome> end =
        watch(
            frame -> {
              if (frame == 100) {
                result.complete(finished());
              }
            });

    assertThat(end).get().extracting(RunOutcome::failure).isNull();
    assertThat(err().lines().filter(line -> line.contains("waiting for a worker on task queue q")))
        .singleElement()
        .asString()
        .startsWith("0:04");
  }

  @Test
  void aCallThatFailsAgainAndAgainIsNamedOnce() {
    answer = progress(1);
    when(run.query(any(), any())).thenAnswer(call -> answer);
    WorkflowExecutionDescription description = mock(WorkflowExecutionDescription.class);
    when(description.getRawDescription())
        .thenReturn(
            DescribeWorkflowExecutionResponse.newBuilder()
                .addPendingActivities(
                    PendingActivityInfo.newBuilder()
                        .setAttempt(3)
                        .setLastFailure(
                            Failure.newBuilder().setMessage("the API\nis \u001b[31mdown")))
                .build());
    when(run.describe()).thenReturn(description);

    watch(
        frame -> {
          if (frame >= 200) {
            result.complete(finished());
          }
        });

    assertThat(err().lines().filter(line -> line.contains("trying again: the API is down")))
        .hasSize(1);
  }

  @Test
  void aCreateThatIsRefusedAgainAndAgainIsNamedOnce() {
    answer =
        BrowserTaskProgress.fromJson(
            "{\"phase\": \"CREATING\", \"problem\": \"429: Too many\\nsessions\"}");
    when(run.query(any(), any())).thenAnswer(call -> answer);

    watch(
        frame -> {
          if (frame >= 200) {
            result.complete(finished());
          }
        });

    assertThat(err().lines().filter(line -> line.contains("trying again: 429: Too many sessions")))
        .hasSize(1);
  }

  @Test
  void aStepThatNoQuerySawIsShownFromTheResult() {
    when(run.query(any(), any())).thenAnswer(call -> answer);
    answer = progress(1);

    watch(
        frame -> {
          if (frame >= 20 && err().contains("step 1")) {
            result.complete(finished());
          }
        });

    assertThat(err())
        .contains("step 1: goal 1", "step 2 passed between two polls", "step 3: goal 3");
  }

  @Test
  void aRunThatHardlyPollsIsAskedToLook() {
    when(run.query(any(), any())).thenAnswer(call -> answer);
    when(run.update(eq("refresh"), eq(BrowserTaskProgress.class)))
        .thenAnswer(call -> answer = progress(7));
    answer = progress(1);

    watch(
        frame -> {
          if (frame >= 100) {
            result.complete(finished());
          }
        });

    assertThat(err()).contains("step 7: goal 7");
    verify(run, atMost(5)).update(any(), any());
  }

  /** (new-user 28) */
  @Test
  void whoWantsTheAnswerAloneSeesNoLines() {
    when(run.query(any(), any())).thenAnswer(call -> answer);
    answer = progress(1);
    quiet = true;

    watch(
        frame -> {
          if (frame >= 20) {
            result.complete(finished());
          }
        });

    assertThat(err()).isEmpty();
  }

  @Test
  void itEndsWhenItIsEnoughAlthoughTheRunGoesOn() {
    when(run.query(any(), any())).thenAnswer(call -> answer);

    assertThat(watch(frame -> {}, Duration.ofSeconds(3))).isEmpty();
  }

  private Optional<RunOutcome> watch(IntConsumer eachFrame) {
    return watch(eachFrame, Duration.ofHours(1));
  }

  private Optional<RunOutcome> watch(IntConsumer eachFrame, Duration enough) {
    when(run.getResultAsync(RawValue.class)).thenReturn(result);
    PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
    CliContext context =
        CliContext.of(
            Map.of(), InputStream.nullInputStream(), out, out, Terminal.NONE, Terminal.NONE);
    RunWatch watch =
        new RunWatch(
            context,
            BrowserTaskHandle.of(run),
            "q",
            Instant.EPOCH,
            true,
            quiet,
            RunSteps.none(),
            new Frames(eachFrame));
    Instant limit = Instant.EPOCH.plus(enough);
    return watch.follow(new CompletableFuture<>(), now -> now.isAfter(limit));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static BrowserTaskProgress progress(int step) {
    return BrowserTaskProgress.fromJson(
        "{\"taskId\":\"t-1\",\"status\":\"started\",\"phase\":\"RUNNING\",\"stepCount\":"
            + step
            + LAST_STEP.formatted(step));
  }

  private static RawValue finished() {
    String result =
        "{\"taskId\":\"t-1\",\"outcome\":\"SUCCEEDED\",\"output\":\"done\",\"stepCount\":3"
            + LAST_STEP.formatted(3);
    return new RawValue(Payload.newBuilder().setData(ByteString.copyFromUtf8(result)).build());
  }

  /** Time that passes only while somebody waits. */
  private static final class Frames implements WaitClock {
    private final IntConsumer eachFrame;
    private Instant now = Instant.EPOCH;
    private int frame;

    Frames(IntConsumer eachFrame) {
      this.eachFrame = eachFrame;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void execute(Runnable call) {
      call.run();
    }

    @Override
    public void await(CompletableFuture<?> done, Duration time) {
      now = now.plus(time);
      eachFrame.accept(++frame);
      Thread.yield();
    }
  }
}
