package com.browseruse.temporal.workflows.internal.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.session.BrowserSession;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputHashTest {
  /** Kept in the memos of runs: it must not change from one release to the next. */
  @Test
  void theHashOfAnInputStaysWhatItIs() {
    assertThat(hash("{'task':'Find milk','maxSteps':20,'options':{'timeout':'PT10M'}}"))
        .isEqualTo("32f1c9543abdac4c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'task':'a','maxSteps':7} | {'maxSteps':7,'task':'a'}",
        "{'task':'a'} | {'task':'a','maxSteps':null,'options':{},'secretRefs':{}}",
        "{'task':'a'} | {'task':'a','options':{'timeout':'PT60M','polling':{'growth':0.10}}}",
        "{'task':'a'} | {'task':'a','options':{'stopScope':'TASK_AND_SESSION'}}",
        "{'task':'a','sessionId':'s'} |"
            + " {'task':'a','sessionId':'s','options':{'stopScope':'TASK'}}",
        "{'task':'a','options':{'maxCostUsd':0.5}} | {'task':'a','options':{'maxCostUsd':0.50}}",
        "{'task':'a','metadata':{'x':'1','y':'2'}} | {'task':'a','metadata':{'y':'2','x':'1'}}",
        "{'task':'a','structuredOutput':{'type':'string','maxLength':9}}"
            + "| {'task':'a','structuredOutput':'{~maxLength~:9.0,~type~:~string~}'}",
        "{'task':'a','secrets':{'s':'x'}} | {'task':'a','secrets':{'s':'y'}}",
      })
  void whatMeansTheSameHasTheSameHash(String one, String other) {
    assertThat(hash(one)).isEqualTo(hash(other));
  }

  @Test
  void defaultsThatAreSpelledOutMakeNoDifference() {
    BrowserTask task =
        BrowserTask.newBuilder("a")
            .timeout(BrowserTaskOptions.DEFAULT_TIMEOUT)
            .polling(
                PollingOptions.newBuilder()
                    .initialInterval(PollingOptions.DEFAULT_INITIAL_INTERVAL)
                    .maxInterval(PollingOptions.DEFAULT_MAX_INTERVAL)
                    .growth(PollingOptions.DEFAULT_GROWTH)
                    .build())
            .progress(ProgressMode.STEPS)
            .failUnlessSuccessful(false)
            .maxInlineOutput(BrowserTaskOptions.DEFAULT_MAX_INLINE_OUTPUT)
            .collectLogs(false)
            .collectOutputFiles(false)
            .exposeLiveUrl(false)
            .build();
    assertThat(InputHash.of(task)).isEqualTo(hash("{'task':'a'}"));
  }

  @Test
  void whatMeansAnotherTaskHasAnotherHash() {
    assertThat(
            Stream.of(
                    BrowserTask.newBuilder("a"),
                    BrowserTask.newBuilder("b"),
                    BrowserTask.newBuilder("a").maxSteps(7),
                    BrowserTask.newBuilder("a").sessionId("s"),
                    BrowserTask.newBuilder("a").timeout(Duration.ofMinutes(2)),
                    BrowserTask.newBuilder("a").maxCostUsd("0.50"),
                    BrowserTask.newBuilder("a").collectLogs(true),
                    BrowserTask.newBuilder("a").secret("s", "x"),
                    BrowserTask.newBuilder("a").secret("t", "x"))
                .map(task -> InputHash.of(task.build())))
        .doesNotHaveDuplicates()
        .allSatisfy(hash -> assertThat(hash).hasSize(16));
  }

  @Test
  void aSessionIsKnownByItsSettingsAndItsTasks() {
    BrowserSession plain = BrowserSession.getDefaultInstance();
    assertThat(InputHash.of(plain))
        .isEqualTo(
            InputHash.of(
                BrowserSession.fromJson(
                    "{\"keepAlive\": true, \"tasks\": [], \"options\": {\"maxAge\":"
                        + " \"PT240M\"}}")));
    BrowserTask task = BrowserTask.newBuilder("a").timeout(Duration.ofHours(1)).build();
    assertThat(InputHash.of(plain.toBuilder().tasks(task).build()))
        .isEqualTo(InputHash.of(plain.toBuilder().tasks(BrowserTask.of("a")).build()));
    assertThat(
            Stream.of(
                    plain.toBuilder(),
                    plain.toBuilder().keepAlive(false),
                    plain.toBuilder().proxyCountryCode("de"),
                    plain.toBuilder().idleTimeout(Duration.ofHours(1)),
                    plain.toBuilder().tasks(BrowserTask.of("a")),
                    plain.toBuilder().tasks(BrowserTask.of("b")))
                .map(session -> InputHash.of(session.build())))
        .doesNotHaveDuplicates();
  }

  private static String hash(String json) {
    return InputHash.of(BrowserTask.fromJson(json.strip().replace('\'', '"').replace("~", "\\\"")));
  }
}
