package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.QuickActivities;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task left is copied before its links expire, and none of it swells the history. */
class WholeCollectTest extends WholeTestBase {
  private static final int HALF_A_MEGABYTE = 512 * 1024;

  @TempDir Path folder;

  @Override
  BrowserTaskActivities activities() {
    try {
      return QuickActivities.create(
          client,
          BrowserTaskActivitiesOptions.newBuilder()
              .artifactStore(FolderArtifactStore.at(folder))
              .build(),
          listPause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario.Builder leavesFiles() {
    return halfAMinute()
        .outputFiles(
            List.of(
                Scenario.File.of(".bashrc", "not what it seems"),
                Scenario.File.ofSize("big.bin", 3_000_000)));
  }

  private static Path file(String uri) {
    return Path.of(URI.create(uri));
  }

  private static void assertIntact(BrowserTaskFile file) throws Exception {
    byte[] bytes = Files.readAllBytes(file(file.uri()));
    assertThat((long) bytes.length).isEqualTo(file.size());
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(file.sha256());
  }

  private List<HistoryEvent> events() {
    return env.getWorkflowClient()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getHistory()
        .getEventsList();
  }

  @Test
  void logsAndFilesAreKeptUnderTheTaskAndNoLinkIs() throws Exception {
    play(leavesFiles());
    start(options -> options.collectLogs(true).collectOutputFiles(true));
    BrowserTaskResult result = succeeded();

    assertThat(result.collectProblems()).isNullOrEmpty();
    assertThat(file(result.logs())).startsWith(folder.toRealPath().resolve(result.taskId()));
    assertThat(file(result.logs())).content().contains("step 3");
    assertThat(result.outputFiles()).hasSize(2);
    for (BrowserTaskFile file : result.outputFiles()) {
      assertThat(file(file.uri())).startsWith(folder.toRealPath().resolve(result.taskId()));
      assertIntact(file);
    }
    assertThat(result.outputFiles().get(1).size()).isEqualTo(3_000_000);
    assertThat(events().toString()).doesNotContain("Signature=", "/downloads/");
  }

  /** What goes wrong on the way from the storage. */
  enum Trouble {
    EXPIRED(403, null),
    GONE(404, null),
    DOWN(503, null),
    CUT(0, Fault.Disconnect.MID_BODY);

    final int status;
    final Fault.Disconnect disconnect;

    Trouble(int status, Fault.Disconnect disconnect) {
      this.status = status;
      this.disconnect = disconnect;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDownloadThatGoesWrongIsGoneOnWith(Trouble trouble) throws Exception {
    play(leavesFiles());
    var fault = Fault.on("GET", "/downloads/.*/files/").times(2);
    spoil(
        trouble.disconnect == null
            ? fault.status(trouble.status)
            : fault.disconnect(trouble.disconnect));
    start(options -> options.collectLogs(true).collectOutputFiles(true));
    BrowserTaskResult result = succeeded();

    assertThat(result.collectProblems()).isNullOrEmpty();
    for (BrowserTaskFile file : result.outputFiles()) {
      assertIntact(file);
    }
  }

  @Test
  void whatCannotBeKeptIsNamedAndDoesNotCostTheResult() {
    play(leavesFiles());
    spoil(Fault.on("GET", "/output-files/").status(404).body("{\"detail\": \"File not found\"}"));
    start(options -> options.collectLogs(true).collectOutputFiles(true));
    BrowserTaskResult result = succeeded();

    assertThat(result.output()).isEqualTo("42");
    assertThat(result.logs()).isNotNull();
    assertThat(result.outputFiles()).extracting(BrowserTaskFile::uri).containsOnlyNulls();
    assertThat(result.collectProblems()).hasSize(2).allMatch(text -> text.contains("not kept"));
  }

  /** They were asked for until the deadline, which was then the reason that was told (api 11). */
  @ParameterizedTest(name = "api 11: {0}")
  @ValueSource(
      strings = {
        "{\"downloadUrl\": \"file:///etc/passwd\"}",
        "{\"downloadUrl\": \"ftp://example.com/a.txt\"}",
        "{\"downloadUrl\": \"\"}",
        "{\"downloadUrl\": null}",
        "<html>Sign in to the network</html>"
      })
  void aLinkThatCanNeverWorkHoldsNothingBack(String body) {
    play(halfAMinute().outputFiles(List.of(Scenario.File.of("a.txt", "x"))));
    spoil(Fault.on("GET", "/output-files/").status(200).body(body));
    start(options -> options.collectOutputFiles(true).timeout(Duration.ofHours(1)));
    BrowserTaskResult result = succeeded();

    assertThat(result.output()).isEqualTo("42");
    assertThat(result.collectProblems())
        .singleElement()
        .asString()
        .startsWith("the output file a.txt is not kept: the file could not be downloaded: GET ")
        .contains("/output-files/");
    assertThat(Duration.between(result.finishedAt(), oracle().closedAt()))
        .isLessThan(Duration.ofSeconds(20));
    assertThat(
            emulator.requests().entrySet().stream()
                .filter(route -> route.getKey().contains("/output-files/"))
                .mapToInt(Map.Entry::getValue)
                .sum())
        .isEqualTo(3);
  }

  @Test
  void fiveThousandStepsAndTwentyMegabytesLeaveNoLargePayload() throws IOException {
    assertNoLargePayload(ProgressMode.STEPS);
  }

  @Test
  @Tag("sweep")
  void norDoTheyWherePollsReadOnlyTheStatus() throws IOException {
    assertNoLargePayload(ProgressMode.STATUS);
  }

  private void assertNoLargePayload(ProgressMode progress) throws IOException {
    int size = 20 * 1024 * 1024;
    play(halfAMinute().steps(5_000).stepDuration(Duration.ofSeconds(1)).outputSize(size));
    start(
        options ->
            options
                .collectLogs(true)
                .collectOutputFiles(true)
                .progress(progress)
                .timeout(Duration.ofHours(3))
                .polling(
                    PollingOptions.newBuilder()
                        .initialInterval(Duration.ofMinutes(10))
                        .maxInterval(Duration.ofMinutes(10))
                        .growth(0.0)
                        .build()));
    BrowserTaskResult result = succeeded();

    assertThat(result.stepCount()).isEqualTo(5_000);
    assertThat(result.outputTruncated()).isTrue();
    assertThat(result.output()).isNotEmpty();
    assertThat(Files.size(file(result.outputUri()))).isEqualTo(size);
    assertThat(events())
        .allSatisfy(event -> assertThat(event.getSerializedSize()).isLessThan(HALF_A_MEGABYTE));
    oracle().exactlyOneTaskAndNoneAlive();
  }
}
