package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedSession;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The API fails while a session is opened, read and closed. */
class WholeSessionFaultTest extends WholeSessionBase {
  @Test
  void anOpenThatIsRefusedFailsTheSessionAndItsTasks() {
    spoil(onOpen().status(422).body("{\"detail\": \"no such profile\"}"));
    open(longIdle());
    CompletableFuture<BrowserTaskResult> task = session.runTaskAsync(BrowserTask.of("task"));
    BrowserTaskException.Refused refused =
        catchThrowableOfType(BrowserTaskException.Refused.class, session::result);
    assertThat(refused).hasMessageContaining("no such profile");
    assertThat(refused.evidence().sessionId()).isNull();
    assertThat(failureOf(BrowserTaskException.Refused.class, task))
        .hasMessageContaining("no such profile");
    assertThat(emulator.sessions()).isEmpty();
  }

  @Test
  void anOpenThatSurelyHasNotHappenedIsTriedAgain() {
    spoil(onOpen().times(3).status(429).body("{\"detail\": \"Too many concurrent sessions.\"}"));
    open(longIdle());
    passUntil(() -> session.progress().problem() != null);
    passUntil(BrowserSessionPhase.IDLE);
    assertThat(session.progress().problem()).isNull();
    session.close();
    assertThat(onlySession().finishedAt()).isNotNull();
  }

  @Test
  void aLostResponseToAnOpenThatHasNotHappenedCostsNothing() {
    spoil(onOpen().times(1).status(503));
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    BrowserSessionResult closed = session.close();
    assertThat(closed.warnings()).isEmpty();
    assertClosedFirst();
  }

  @Test
  void anOpenWhoseResponseIsLostIsNamedAndNobodysSessionIsClosed() throws Exception {
    String usedByOthers = Sessions.keptAlive(emulator, KEY);
    start(BrowserTask.newBuilder("elsewhere").sessionId(usedByOthers).build());
    passUntil(() -> emulator.tasks().size() == 1);
    String othersToo = Sessions.keptAlive(emulator, KEY);
    spoil(onOpen().times(1).disconnect(Fault.Disconnect.AFTER));
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    BrowserSessionResult closed = session.close();
    assertThat(emulator.sessions()).hasSize(4);
    String lost = emulator.sessions().get(2).id();
    assertThat(closed.sessionId()).isEqualTo(emulator.sessions().get(3).id());
    assertThat(closed.warnings()).hasSize(1);
    assertThat(closed.warnings().get(0))
        .contains(lost, othersToo)
        .doesNotContain(usedByOthers)
        .contains("it may have opened one of these sessions");
    assertThat(emulator.sessions())
        .filteredOn(session -> session.finishedAt() == null)
        .extracting(RecordedSession::id)
        .containsExactly(usedByOthers, othersToo, lost);
  }

  @Test
  void threeTracesAreEnough() {
    spoil(onOpen().disconnect(Fault.Disconnect.AFTER));
    open(longIdle());
    BrowserTaskException.ServiceFailed failure =
        catchThrowableOfType(BrowserTaskException.ServiceFailed.class, session::result);
    assertThat(failure.type()).isEqualTo(FailureTypes.SERVICE_UNAVAILABLE);
    assertThat(failure).hasMessageContaining("it is unclear what became of 3 requests");
    assertThat(failure.evidence().warnings()).hasSize(3);
    assertThat(emulator.sessions()).hasSize(3);
    assertThat(String.join(" ", failure.evidence().warnings()))
        .contains(emulator.sessions().stream().map(RecordedSession::id).toList());
  }

  @Test
  void noSessionWithinTheMaximumAgeTimesOut() {
    spoil(onOpen().status(429).body("{\"detail\": \"Too many concurrent sessions.\"}"));
    open(BrowserSession.newBuilder().maxAge(Duration.ofMinutes(10)));
    assertThat(catchThrowableOfType(BrowserTaskException.TimedOut.class, session::result))
        .hasMessageContaining("no session could be opened within 10 min; the last attempt: ");
    assertThat(emulator.sessions()).isEmpty();
  }

  @Test
  void aCancelDuringAnOpenLeavesNothing() {
    spoil(onOpen().status(429).body("{\"detail\": \"Too many concurrent sessions.\"}"));
    open(longIdle());
    passUntil(() -> session.progress().problem() != null);
    session.cancel();
    assertThat(catchThrowableOfType(BrowserTaskException.Cancelled.class, session::result))
        .isNotNull();
    assertThat(emulator.sessions()).isEmpty();
  }

  @Test
  void aCloseIsSentUntilItIsTaken() {
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    spoil(onClose().times(3).status(500));
    spoil(Fault.on("GET", "/sessions/").times(2).status(500));
    run.signal("close");
    assertThat(session.result().outcome()).isEqualTo(BrowserSessionOutcome.CLOSED);
    assertClosedFirst();
  }

  @Test
  void aSessionThatIsNotSeenToCloseIsNamed() {
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    spoil(onClose().status(500));
    run.signal("close");
    BrowserSessionResult result = session.result();
    assertThat(result.outcome()).isEqualTo(BrowserSessionOutcome.UNCONFIRMED);
    assertThat(result.warnings())
        .containsExactly(
            "session "
                + onlySession().id()
                + " was told to stop and was not seen to: it may be open, and hold a slot");
  }

  @Test
  void anInputThatIsNotAcceptableIsRefused() {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserSessionWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(Map.of("tasks", List.of(Map.of("task", "x", "maxStep", 3))));
    assertThat(failure(FailureTypes.INVALID_REQUEST).getOriginalMessage())
        .isEqualTo("tasks[0].maxStep is not a known field");
    assertThat(emulator.sessions()).isEmpty();
  }

  @Test
  void noProxyIsANullThatReachesTheApi() {
    open(longIdle().extra(Collections.singletonMap("proxyCountryCode", null)));
    passUntil(BrowserSessionPhase.IDLE);
    session.close();
    assertClosedFirst();
  }
}
