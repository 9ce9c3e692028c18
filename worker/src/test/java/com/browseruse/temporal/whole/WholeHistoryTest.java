package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in Temporal: little, and nothing that is nobody's business. */
class WholeHistoryTest extends WholeTestBase {
  private static final String SECRET = "correct-horse-battery";
  private static final String TEXT = "Buy the zebra-striped umbrella";
  private static final String LIVE = "live.example";

  @TempDir Path folder;
  private SecretRef secret;

  @BeforeEach
  void writeSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    secret = SecretRef.file(file.toString());
    play(halfAMinute());
  }

  @Test
  void aHistoryHoldsNoSecretNoKeyAndNoLink() {
    startWithSecret(false);
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(history()).doesNotContain(SECRET, KEY, LIVE, emulator.baseUrl().toString());
    assertThat(described()).doesNotContain(SECRET, KEY, LIVE, emulator.baseUrl().toString());
    assertThat(progress().liveUrl()).isNull();
  }

  @Test
  void aServerThatEchoesSecretAndKeyDoesNotGetThemIntoTheHistory() {
    spoil(onCreate().status(400).body("cannot use " + SECRET + " with the key " + KEY));
    startWithSecret(false);
    failure(FailureTypes.INVALID_REQUEST);
    oracle().nothingCreated();
    assertThat(history()).contains("cannot use").doesNotContain(SECRET, KEY);
  }

  @Test
  void theTextOfTheTaskStandsInTheTwoInputsOnly() {
    startWithSecret(false);
    succeeded();
    assertThat(events().stream().filter(event -> text(event).contains(TEXT)))
        .extracting(HistoryEvent::getEventType)
        .containsExactly(
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
            EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED);
    assertThat(events()).noneMatch(event -> event.getUserMetadata().toString().contains(TEXT));
    assertThat(described()).doesNotContain(TEXT);
    assertThat(
            run.query(WorkflowClient.QUERY_TYPE_WORKFLOW_METADATA, WorkflowMetadata.class)
                .getCurrentDetails())
        .contains("Browser task: SUCCEEDED")
        .doesNotContain(TEXT, SECRET, KEY, LIVE);
  }

  @Test
  void theLiveViewIsShownToWhoAsksForIt() {
    startWithSecret(true);
    awaitTask();
    env.sleep(Duration.ofSeconds(10));
    assertThat(progress().liveUrl()).contains(LIVE);
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void aLookLeavesLittleInTheHistory() {
    startWith(
        TaskRequest.newBuilder(TASK).startUrl("https://a.example/?" + "x".repeat(3_000)).build(),
        options -> options);
    int polls = succeeded().polls();
    Map<Long, String> types = new HashMap<>();
    int bytes = 0;
    for (HistoryEvent event : events()) {
      bytes += event.getSerializedSize();
      if (event.hasActivityTaskScheduledEventAttributes()) {
        types.put(
            event.getEventId(),
            event.getActivityTaskScheduledEventAttributes().getActivityType().getName());
      }
      if (event.hasActivityTaskCompletedEventAttributes()
          && "GetBrowserTaskStatus"
              .equals(
                  types.get(
                      event.getActivityTaskCompletedEventAttributes().getScheduledEventId()))) {
        assertThat(event.getActivityTaskCompletedEventAttributes().getResult().getSerializedSize())
            .isLessThan(1_024);
      }
    }
    assertThat(types).containsValue("GetBrowserTaskStatus");
    assertThat(bytes).isLessThan(20_000 + polls * 2_500);
  }

  @Test
  void aTaskOfHalfAnHourIsLookedAtAsOftenAsPlannedAndIsNotNoticedLate() {
    emulator.addScenario(
        Scenario.newBuilder().steps(30).stepDuration(Duration.ofMinutes(1)).build());
    start();
    int polls = succeeded().polls();
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    // Every 2 s for 20 s, then after 10 % of its age for 5 min, then every 30 s: about 90, and a
    // little more since chance only shortens a wait.
    assertThat(polls).isBetween(80, 105);
    assertThat(requests(VIEW)).as("each look is one request").isEqualTo(polls + 1);
    assertThat(Duration.between(task.finishedAt(), oracle().closedAt()))
        .isLessThan(Duration.ofSeconds(31));
    assertThat(events().size()).isLessThan(20 + 12 * polls);
  }

  private void startWithSecret(boolean exposeLiveUrl) {
    run =
        start(
            BrowserTask.newBuilder(TEXT)
                .secret("shop", secret)
                .exposeLiveUrl(exposeLiveUrl)
                .build());
  }

  private List<HistoryEvent> events() {
    return env.getWorkflowClient()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getHistory()
        .getEventsList();
  }

  private String history() {
    StringBuilder all = new StringBuilder();
    events().forEach(event -> all.append(text(event)));
    return all.toString();
  }

  /** The text form of a message leaves printable bytes as they are, unlike its JSON. */
  private static String text(HistoryEvent event) {
    return event.toString();
  }

  /** Memo, search attributes, summary and details. */
  private String described() {
    return run.describe().getRawDescription().toString();
  }
}
