package com.browseruse.temporal.workflows.internal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopScope;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputRoundTripTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Everything that the contract and the API know, as a caller in another language writes it. */
  private static final String FULL =
      """
      {
        "task": "Find the answer",
        "llm": "browser-use-llm",
        "startUrl": "https://example.com/",
        "maxSteps": 30,
        "structuredOutput": {"type": "object", "properties": {"price": {"type": "number"}}},
        "sessionId": "session-1",
        "metadata": {"team": "shop"},
        "secrets": {"password": "hunter2"},
        "allowedDomains": ["example.com"],
        "opVaultId": "vault-1",
        "sessionSettings": {"proxyCountryCode": "de", "browserScreenWidth": 1280},
        "highlightElements": true,
        "flashMode": false,
        "thinking": true,
        "thinkingLevel": "high",
        "vision": "auto",
        "systemPromptExtension": "Be brief.",
        "judge": true,
        "judgeGroundTruth": "42",
        "judgeLlm": "judge-llm",
        "skillIds": ["*"],
        "extra": {"future": {"deep": [1, "two", true, null]}},
        "secretRefs": {"login": "env:SHOP_LOGIN", "pin": "file:/run/secrets/pin"},
        "options": {
          "timeout": "PT10M",
          "polling": {"initialInterval": "PT0.5S", "maxInterval": "PT1M", "growth": 0.25},
          "progress": "STATUS",
          "stopScope": "TASK",
          "maxCostUsd": 0.5,
          "failUnlessSuccessful": true,
          "maxInlineOutput": 1000,
          "collect": {"logs": true, "outputFiles": false},
          "exposeLiveUrl": true
        }
      }
      """;

  private static BrowserTask read(String json) throws Exception {
    return BrowserTask.fromJson(json);
  }

  private static BrowserTaskOptions options(String json) throws Exception {
    return read("{\"task\":\"x\",\"options\":{" + json + "}}").options();
  }

  /** As a caller in another language writes it. */
  @Test
  void aTaskThatExistsIsNamedByItsId() throws Exception {
    String json =
        """
        {"taskId": "0198-a", "options": {"timeout": "PT10M", "stopOnCancel": false}}\
        """;
    BrowserTask built =
        BrowserTask.newAttachBuilder("0198-a")
            .timeout(Duration.ofMinutes(10))
            .stopOnCancel(false)
            .build();
    assertThat(JSON.readTree(built.toJson())).isEqualTo(JSON.readTree(json));
    BrowserTask read = BrowserTask.fromJson(json);
    assertThat(read).isEqualTo(built);
    assertThat(read.toBuilder().build()).isEqualTo(built);
    assertThat(read.taskId()).isEqualTo("0198-a");
    assertThat(read.request().task()).isNull();
    assertThat(read.options().stopOnCancel()).isFalse();
    assertThat(BrowserTask.attach("0198-a").toJson()).isEqualTo("{\"taskId\":\"0198-a\"}");
    assertThatThrownBy(() -> BrowserTask.newAttachBuilder("0198-a").maxSteps(3).build())
        .hasMessageStartingWith("maxSteps must not be given together with taskId");
  }

  @Test
  void everyFieldArrives() throws Exception {
    BrowserTask input = read(FULL);
    assertThat(input.options())
        .isEqualTo(
            BrowserTask.newBuilder("x")
                .timeout(Duration.ofMinutes(10))
                .polling(
                    PollingOptions.newBuilder()
                        .initialInterval(Duration.ofMillis(500))
                        .maxInterval(Duration.ofMinutes(1))
                        .growth(0.25)
                        .build())
                .progress(ProgressMode.STATUS)
                .stopScope(StopScope.TASK)
                .maxCostUsd("0.5")
                .failUnlessSuccessful(true)
                .maxInlineOutput(1000)
                .collectLogs(true)
                .collectOutputFiles(false)
                .exposeLiveUrl(true)
                .build()
                .options());
    assertThat(input.secretRefs())
        .isEqualTo(Map.of("login", "env:SHOP_LOGIN", "pin", "file:/run/secrets/pin"));
    TaskRequest request = input.request();
    assertThat(request.vision()).isEqualTo("auto");
    assertThat(request.sessionSettings()).containsEntry("browserScreenWidth", 1280);
    assertThat(request.skillIds()).isEqualTo(List.of("*"));
  }

  @Test
  void noFieldOfTheRequestIsForgotten() throws Exception {
    BrowserTask input = read(FULL);
    assertThat(requestFields())
        .contains("task", "extra")
        .allSatisfy(
            name ->
                assertThat(TaskRequest.class.getMethod(name).invoke(input.request()))
                    .as(name)
                    .isNotNull());
  }

  static List<String> requestFields() {
    return Stream.of(TaskRequest.class.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(JsonProperty.class))
        .map(Field::getName)
        .toList();
  }

  @Test
  void whatIsWrittenIsWhatWasRead() throws Exception {
    assertThat(read(FULL).toJson().replaceAll("\\s", ""))
        .satisfies(
            written ->
                assertThat(JSON.readTree(written))
                    .isEqualTo(JSON.readTree(FULL.replaceAll("\\s", ""))));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws Exception {
    BrowserTask input = read(FULL);
    assertThat(BrowserTask.fromJson(input.toJson())).isEqualTo(input);
    BrowserTask plain = BrowserTask.of("x");
    assertThat(BrowserTask.fromJson(plain.toJson())).isEqualTo(plain);
  }

  @Test
  void anInputSurvivesTemporalsConverter() throws Exception {
    DataConverter converter = DefaultDataConverter.newDefaultInstance();
    BrowserTask input = read(FULL);
    assertThat(
            converter.fromPayload(
                converter.toPayload(input).orElseThrow(), BrowserTask.class, BrowserTask.class))
        .isEqualTo(input);
  }

  @Test
  void theDefaultsAreThoseOfTheContract() throws Exception {
    BrowserTask input = read("{\"task\":\"x\"}");
    assertThat(input).isEqualTo(BrowserTask.of("x"));
    BrowserTaskOptions options = input.options();
    assertThat(options.timeout()).isEqualTo(Duration.parse("PT1H"));
    assertThat(options.polling().initialInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.polling().maxInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.polling().growth()).isEqualTo(0.1);
    assertThat(options.progress()).isEqualTo(ProgressMode.STEPS);
    assertThat(options.stopScope()).isNull();
    assertThat(options.maxCostUsd()).isNull();
    assertThat(options.failUnlessSuccessful()).isFalse();
    assertThat(options.maxInlineOutput()).isEqualTo(262_144);
    assertThat(options.collectLogs()).isFalse();
    assertThat(options.collectOutputFiles()).isFalse();
    assertThat(options.exposeLiveUrl()).isFalse();
    assertThat(input.secretRefs()).isEmpty();
  }

  @Test
  void nullMeansAbsent() throws Exception {
    JsonNode full = JSON.readTree(FULL);
    StringBuilder nulls = new StringBuilder("{\"task\":\"x\"");
    full.fieldNames()
        .forEachRemaining(
            name -> nulls.append(name.equals("task") ? "" : ",\"" + name + "\":null"));
    assertThat(read(nulls.append("}").toString())).isEqualTo(BrowserTask.of("x"));

    StringBuilder options = new StringBuilder("\"polling\":{\"growth\":null}");
    Stream.of(OptionsJson.class.getRecordComponents())
        .filter(component -> !component.getName().equals("polling"))
        .forEach(component -> options.append(",\"" + component.getName() + "\":null"));
    assertThat(options(options.toString())).isEqualTo(BrowserTaskOptions.getDefaultInstance());
    assertThat(options("\"collect\":{\"logs\":null},\"polling\":null"))
        .isEqualTo(BrowserTaskOptions.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.05", "\"0.05\"", "5e-2", "\"5e-2\""})
  void aBudgetIsANumberOrADecimalInAString(String budget) throws Exception {
    assertThat(options("\"maxCostUsd\":" + budget).maxCostUsd()).isEqualByComparingTo("0.05");
  }

  @Test
  void theBoundsThemselvesAreAllowed() throws Exception {
    assertThat(options("\"timeout\":\"P365D\"").timeout()).isEqualTo(Duration.ofDays(365));
    assertThat(options("\"maxInlineOutput\":0").maxInlineOutput()).isZero();
    assertThat(options("\"maxInlineOutput\":327680").maxInlineOutput()).isEqualTo(327_680);
    assertThat(options("\"polling\":{\"initialInterval\":\"PT0.1S\",\"growth\":0}").polling())
        .isEqualTo(
            PollingOptions.newBuilder()
                .initialInterval(Duration.ofMillis(100))
                .growth(0.0)
                .build());
    assertThat(options("\"maxCostUsd\":1e-6").maxCostUsd()).isEqualByComparingTo("0.000001");
    String seven =
        "\"metadata\":{\"1\":\"\",\"2\":\"\",\"3\":\"\",\"4\":\"\",\"5\":\"\",\"6\":\"\"";
    assertThat(read("{\"task\":\"x\"," + seven + ",\"7\":\"\"}}").request().metadata()).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "\"auto\"", "\"low\""})
  void visionIsABooleanOrAWord(String vision) throws Exception {
    String written = read("{\"task\":\"x\",\"vision\":" + vision + "}").toJson();
    assertThat(JSON.readTree(written).get("vision")).isEqualTo(JSON.readTree(vision));
  }

  @Test
  void aSchemaMayBeText() throws Exception {
    assertThat(read("{\"task\":\"x\",\"structuredOutput\":\"{}\"}").request().structuredOutput())
        .isEqualTo("{}");
  }

  @Test
  void anInputIsNeverShown() throws Exception {
    assertThat(Arrays.asList(read(FULL).toString(), read(FULL).request().toString()))
        .allSatisfy(text -> assertThat(text).doesNotContain("hunter2", "Find the answer"));
  }

  @Test
  void onlyWhatWasSetIsWritten() {
    assertThat(BrowserTask.of("x").toJson()).isEqualTo("{\"task\":\"x\"}");
    assertThat(
            BrowserTask.newBuilder("x")
                .timeout(Duration.ofMinutes(10))
                .maxCostUsd("0.50")
                .secret("login", SecretRef.env("SHOP_LOGIN"))
                .collectLogs(true)
                .build()
                .toJson())
        .isEqualTo(
            "{\"task\":\"x\",\"secretRefs\":{\"login\":\"env:SHOP_LOGIN\"},\"options\":"
                + "{\"timeout\":\"PT10M\",\"maxCostUsd\":0.50,\"collect\":{\"logs\":true}}}");
  }

  @Test
  void aBuilderGoesOnWhereATaskIs() throws Exception {
    BrowserTask full = read(FULL);
    assertThat(full.toBuilder().build()).isEqualTo(full);
    assertThat(full.toBuilder().task("y").secret("more", "s").build().request().secrets())
        .containsOnlyKeys("password", "more");
    assertThat(BrowserTask.newBuilder("y").options(full.options()).build().options())
        .isEqualTo(full.options());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void aBuilderRefusesWhatTheWorkflowWouldRefuse(String task) {
    assertThatThrownBy(() -> BrowserTask.of(task))
        .hasMessage("task must be given and not be empty");
    assertThatThrownBy(
            () ->
                BrowserTask.newBuilder("x")
                    .secret("a", "s")
                    .secret("a", SecretRef.env("A"))
                    .build())
        .hasMessage("secretRefs.a must not also be given in secrets");
    assertThatThrownBy(() -> BrowserTask.newBuilder("x").timeout(Duration.ZERO).build())
        .hasMessageStartingWith("timeout must be more than zero");
  }
}
