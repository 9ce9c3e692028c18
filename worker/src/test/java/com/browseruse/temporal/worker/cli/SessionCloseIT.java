package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.session.BrowserSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A session whose task is at work, closed on a real server: the in-process one may lose a signal.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("undisturbed")
class SessionCloseIT {
  private static final String ID = "session-close";

  /** Temporal refuses a query at once where it has seen no worker. */
  private static final Duration QUERY_FAILS_WITHIN = Duration.ofSeconds(3);

  @Test
  void ctrlCEndsOnlyTheWatchingAndACloseStopsTheTask(TemporalServer server) throws Exception {
    ReaperFixture fixture = new ReaperFixture(server.address(), "session-tasks");
    try {
      assertThat(fixture.cli().run("session", "open", ID)).isZero();
      Cli running = fixture.cli();
      CompletableFuture<Integer> exit =
          running.start("session", "run", ID, "--input=" + Cli.OFTEN, "Find milk");
      await()
          .atMost(ReaperFixture.WAIT_LIMIT)
          .until(
              () -> fixture.emulator.tasks().size() == 1 && running.err().contains("was created"));
      running.interrupt();
      assertThat(exit.get(ReaperFixture.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(RootCommand.INTERRUPTED);
      assertThat(running.err()).contains("the run goes on");
      assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("started");

      Cli closed = fixture.cli();
      assertThat(closed.run("session", "close", "--json", ID)).as(closed::err).isZero();
      assertThat(CliContext.JSON.readTree(closed.out()).path("outcome").asText())
          .isEqualTo("CLOSED");
      assertThat(fixture.emulator.tasks().get(0).status()).isEqualTo("stopped");
    } finally {
      fixture.close();
    }
  }

  @Test
  void aTaskWaitsWhereNoWorkerAnswers(TemporalServer server) throws Exception {
    BrowserSessionHandle unserved =
        BrowserTasks.newBuilder(server.client())
            .taskQueue("nobody-listens")
            .build()
            .session("session-unserved", BrowserSession.getDefaultInstance());
    Cli waiting =
        new Cli().with("TEMPORAL_ADDRESS", server.address()).with("BROWSER_USE_API_KEY", "key");
    CompletableFuture<Integer> exit = waiting.start("session", "run", unserved.id(), "Find milk");
    assertThatThrownBy(() -> exit.get(QUERY_FAILS_WITHIN.toSeconds(), TimeUnit.SECONDS))
        .as(waiting::err)
        .isInstanceOf(TimeoutException.class);
    waiting.interrupt();
    assertThat(exit.get(ReaperFixture.WAIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(RootCommand.INTERRUPTED);
    assertThat(waiting.err()).contains("the task still waits for its turn");
    unserved.workflow().terminate("for the test");
  }
}
