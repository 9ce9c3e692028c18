package com.browseruse.temporal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskLinks;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskList;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskLogs;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.activities.BrowserTaskActivities.FindBrowserTasksInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.ListBrowserTasksInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.browseruse.temporal.activities.internal.create.CreateAttempt.CreateHeartbeat;
import com.browseruse.temporal.activities.internal.create.SampleRequests;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.UnclearRequests;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses the wire between workflows and activities, in any language. */
class RecordsTest {
  private static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final UnclearRequests UNCLEAR = new UnclearRequests(NOW, NOW.plusSeconds(9));
  private static final TaskSnapshot.LastStep STEP =
      new TaskSnapshot.LastStep(3, "Read", "https://example.com/");

  private static final Session SESSION =
      new Session("s", "active", "https://live.example.com/", null, null, true, false, NOW, NOW);

  static Stream<Object> records() {
    CreatedBrowserTask created = new CreatedBrowserTask("t", "s", Task.Creation.ADOPTED, UNCLEAR);
    return Stream.of(
        SampleRequests.full(),
        TaskRequest.newBuilder("Only a task").build(),
        new CreateBrowserTaskInput(
            SampleRequests.full(),
            Map.of("a", "env:B"),
            "key",
            null,
            new EarlierCreates(2, UNCLEAR, UNCLEAR.first())),
        created,
        created.beingWatched(),
        new WatchInput(600, new WatchReport(NOW, 2, List.of("t"), 2.5, 600, 12, 3, "503")),
        new WatchReport(null, 0, List.of(), 2, 0, 0, 0, null),
        new CreateFailureDetail(UNCLEAR),
        new CreateHeartbeat(UNCLEAR, null),
        new FindBrowserTasksInput("key", NOW, null, null),
        new FindBrowserTasksInput("key", NOW, NOW.plusSeconds(60), "Find"),
        new FoundBrowserTasks(List.of(created)),
        new Session.Ref("s"),
        SESSION,
        new Session.Page(List.of(SESSION.withOnlyLiveUrl(null)), 9, 1, 1, true),
        new Session.Request(
            "p", "de", "https://example.com/", 1, 2, true, false, true, Map.of("a", 1)),
        new Session.Query("active", 7, 2),
        new Session.Share("s", "https://share.example.com/", 3, NOW),
        new Account("n", "p", "0.1", 1, 2, 3),
        Task.Ref.of("t"),
        new Task.Ref("t", "s"),
        new BrowserTaskLinks("https://live.example.com/", "https://share.example.com/"),
        new CollectBrowserTaskFileInput("t", "f", "a.txt"),
        new CollectedArtifact("file:///a", 3, "00"),
        new CreateBrowserTaskInput(
            SampleRequests.full(), null, null, Set.of(ApiFeature.TASK_COST.name()), null),
        new GetBrowserTaskInput("t", 5, Map.of("type", "object")),
        new BrowserTaskView(
            "t",
            "s",
            new TaskStatus("dreaming"),
            "{}",
            true,
            new CollectedArtifact("file:///a", 3, "00"),
            Map.of("price", 9),
            "structuredOutput was not checked.",
            true,
            false,
            "{}",
            "0.0000001",
            3,
            STEP,
            List.of(new Task.OutputFile("f", "a.txt")),
            NOW,
            NOW,
            NOW,
            "browser-use-2.0",
            "0.9",
            List.of("A problem.")),
        new Task.OutputFile("f", "a.txt"),
        new BrowserTaskLogs("t", "https://logs.example.com/"),
        new GetBrowserTaskStatusInput("t", true),
        new TaskSnapshot("t", TaskStatus.STARTED, 3, STEP, "0.1"),
        new TaskSnapshot("t", TaskStatus.STARTED, null, null, null),
        new UpdateBrowserTaskInput("t", Task.Action.STOP_TASK_AND_SESSION),
        new ListBrowserTasksInput(TaskStatus.FINISHED, "s", NOW, NOW, 7),
        new BrowserTaskList(
            List.of(new BrowserTaskList.Item("t", "s", TaskStatus.STOPPED, "w", "1", NOW, NOW)),
            9));
  }

  private static JsonNode json(Object value) throws Exception {
    return JSON.readTree(CONVERTER.toPayload(value).orElseThrow().getData().toByteArray());
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    Payload payload =
        CONVERTER.toPayload("").orElseThrow().toBuilder()
            .setData(ByteString.copyFromUtf8(json.toString()))
            .build();
    return CONVERTER.fromPayload(payload, type, type);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordSurvivesTheTrip(Object sent) throws Exception {
    assertThat(read(json(sent), sent.getClass())).isEqualTo(sent);
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatANewerReleaseAddsIsIgnored(Object sent) throws Exception {
    ObjectNode newer = (ObjectNode) json(sent);
    newer.putObject("addedLater").put("a", 1);
    assertThat(read(newer, sent.getClass())).isEqualTo(sent);
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatIsMissingIsNoError(Object sent) {
    assertThat(read(JSON.createObjectNode(), sent.getClass())).isNotNull();
  }

  @Test
  void wordsOfTheServerAreWords() throws Exception {
    assertThat(json(new TaskStatus("dreaming")).textValue()).isEqualTo("dreaming");
    assertThat(json(Task.Action.STOP_TASK_AND_SESSION).textValue())
        .isEqualTo("stop_task_and_session");
  }

  @Test
  void timesAreIsoText() throws Exception {
    assertThat(
            json(new FindBrowserTasksInput("key", NOW, null, null)).get("createdAfter").textValue())
        .isEqualTo("2026-03-01T12:00:00.123456Z");
  }

  @Test
  void whatIsNotSetIsNotSent() throws Exception {
    assertThat(json(TaskRequest.newBuilder("x").build()).toString()).isEqualTo("{\"task\":\"x\"}");
    assertThat(json(new FindBrowserTasksInput("key", NOW, null, null)).has("createdBefore"))
        .isFalse();
  }
}
