package com.browseruse.temporal.workflows.internal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.run.StopPhase;
import com.browseruse.temporal.workflows.internal.run.WaitPolicy;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes, it is an input that can run, or refused with an {@link IllegalArgumentException}:
 * any other exception leaves a workflow that retries for ever.
 */
class HostileInputTest {
  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "-1",
    "5",
    "1.5",
    "1e400",
    "-1e400",
    "1e-400",
    "1e999999999",
    "1e-999999999",
    "99999999999999999999999999",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"NaN\"",
    "\"1e-999999999\"",
    "\"1e999999999\"",
    "\"PT1S\"",
    "\"PT0.000000001S\"",
    "\"PT2562047788015215H\"",
    "\"\\u0000\"",
    "\"\\ud83c\"",
    "[]",
    "[null]",
    "[[]]",
    "[5]",
    "[{}]",
    "{}",
    "{\"\":null}",
    "{\"a\":null}",
    "{\"a\":5}",
    "{\"a\":{\"a\":null}}",
    "{\"a\":\"env:A\"}",
    "{\"logs\":null}",
    "{\"growth\":\"x\"}"
  };

  private static RawValue raw(String encoding, byte[] data) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
            .setData(ByteString.copyFrom(data))
            .build());
  }

  private static RawValue json(String json) {
    return raw("json/plain", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the input, and does with it what the workflow does before anything can fail softly. */
  private static void use(RawValue raw) {
    BrowserTask input = InputReader.read(raw);
    new WaitPolicy(input.options().polling());
    StopPhase.actionFor(input);
    if (input.options().maxCostUsd() != null) {
      input.options().maxCostUsd().toPlainString();
    }
    DefaultDataConverter.newDefaultInstance()
        .toPayload(
            new CreateBrowserTaskInput(input.request(), input.secretRefs(), "key", null, null));
  }

  private static void assertUsedOrRefused(RawValue raw) {
    Throwable thrown = catchThrowable(() -> use(raw));
    if (thrown != null) {
      assertThat(thrown).as(abbreviated(raw)).isExactlyInstanceOf(IllegalArgumentException.class);
      assertThat(thrown.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }
  }

  private static String abbreviated(RawValue raw) {
    String text = raw.getPayload().getData().toStringUtf8();
    return text.length() < 200 ? text : text.substring(0, 200);
  }

  @Test
  void everyFieldWithEveryValueIsUsedOrRefused() {
    List<String> names = new ArrayList<>(List.of("options", "secretRefs", "unknown", ""));
    names.addAll(InputRoundTripTest.requestFields());
    for (String name : names) {
      for (String value : VALUES) {
        assertUsedOrRefused(json("{\"task\":\"x\",\"" + name + "\":" + value + "}"));
      }
    }
  }

  @Test
  void everyOptionWithEveryValueIsUsedOrRefused() {
    List<String> names = new ArrayList<>(List.of("unknown", ""));
    for (var component : OptionsJson.class.getRecordComponents()) {
      names.add(component.getName());
    }
    for (String value : VALUES) {
      for (String name : names) {
        assertUsedOrRefused(json("{\"task\":\"x\",\"options\":{\"" + name + "\":" + value + "}}"));
      }
      for (var component : PollingJson.class.getRecordComponents()) {
        assertUsedOrRefused(
            json(
                "{\"task\":\"x\",\"options\":{\"polling\":{\""
                    + component.getName()
                    + "\":"
                    + value
                    + "}}}"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 199, 500, 996, 997, 998, 999, 1_000, 1_001, 2_000, 100_000})
  void nestingIsUsedOrRefusedAtEveryDepth(int depth) {
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    String lists = "[".repeat(depth) + "]".repeat(depth);
    for (String name : new String[] {"structuredOutput", "extra", "sessionSettings", "options"}) {
      assertUsedOrRefused(json("{\"task\":\"x\",\"" + name + "\":" + objects + "}"));
    }
    for (String name : new String[] {"task", "allowedDomains", "metadata", "vision", "secrets"}) {
      assertUsedOrRefused(json("{\"task\":\"x\",\"" + name + "\":" + lists + "}"));
    }
    assertUsedOrRefused(json(lists));
    assertUsedOrRefused(json("{\"task\":\"x\",\"extra\":{\"a\":" + lists + "}}"));
  }

  @Test
  void aSchemaAsDeepAsPeopleWriteThemIsUsed() {
    String schema = "{\"properties\":".repeat(90) + "{}" + "}".repeat(90);
    assertThatCode(() -> use(json("{\"task\":\"x\",\"structuredOutput\":" + schema + "}")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{\"task\":\"x\"",
        "{\"task\":",
        "nul",
        "{'task':'x'}",
        "\"",
        "\u0000",
        "<xml/>",
        "{\"task\":\"\\ud83\"}",
        "NaN"
      })
  void brokenJsonIsRefused(String text) {
    assertThatThrownBy(() -> InputReader.read(json(text)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("input must be ");
  }

  @Test
  void brokenBytesAreUsedOrRefused() {
    byte[] whole =
        "{\"task\":\"ä€🌍\",\"options\":{\"timeout\":\"PT1S\"}}".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(4711);
    for (int i = 0; i < 5_000; i++) {
      byte[] broken = whole.clone();
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertUsedOrRefused(raw("json/plain", broken));
    }
    byte[] noise = new byte[64];
    for (int i = 0; i < 5_000; i++) {
      random.nextBytes(noise);
      assertUsedOrRefused(raw("json/plain", noise));
    }
  }

  /** The encoding is named: what is read in a UI looks like the right input. (temporal 12) */
  @ParameterizedTest
  @ValueSource(strings = {"binary/plain", "binary/protobuf", "binary/encrypted", "", "text"})
  void whatIsNotJsonIsRefused(String encoding) {
    RawValue other = raw(encoding, "{\"task\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> InputReader.read(other))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "input must be JSON, but is encoded as "
                + encoding
                + ", which this worker cannot read");
  }

  /** What JSON cannot be read for is named. (temporal 7, temporal 12) */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'task':'x','options':{'maxCostUsd':1},'options':{}}|options must be given only once",
        "{'task':'x','options':{'maxCostUsd':9,'maxCostUsd':1}}|maxCostUsd must be given only once",
        "{'task':'x','task':'y'}|task must be given only once",
        "{'task':'x'} trailing|input must be JSON, which it is not at line 1, column",
        "{'task':'x'} {'task':'y'}|input must be one JSON object, and nothing after it",
        "{'task':'x'}]|input must be JSON, which it is not at line 1, column 13",
        "{'task':NaN}|input must be JSON, which it is not at line 1, column",
        "{'task':|input must be JSON, which it is not at line 1, column",
        "{'task':'x','maxSteps':1e999999999}|maxSteps must be a whole number",
        "{'task':'x','extra':{'a':1e999}}|input must not hold numbers that are out of range",
        "{'task':'x','extra':{'a':[1e-99999]}}|input must not hold numbers that are out of range"
      })
  void whatIsNotCleanJsonIsNamed(String json, String words) {
    assertThatThrownBy(() -> InputReader.read(json(json.replace('\'', '"'))))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  /** (temporal 12) */
  @Test
  void whatGoesBeyondTheBoundsOfAReaderIsNamed() {
    for (String value :
        new String[] {
          "9".repeat(2000),
          "[".repeat(1001) + "]".repeat(1001),
          "{\"" + "n".repeat(50_001) + "\":1}"
        }) {
      assertThatThrownBy(
              () -> InputReader.read(json("{\"task\":\"x\",\"extra\":{\"a\":" + value + "}}")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "input must be nested at most 1000 levels deep, with names of at");
    }
  }

  /** Temporal takes 2 MiB, and would end the run where the run itself goes beyond. (X1) */
  @Test
  void whatIsTooLargeIsRefused() {
    String large = "{\"task\":\"x\",\"extra\":{\"blob\":\"" + "b".repeat(1024 * 1024) + "\"}}";
    assertThatThrownBy(() -> InputReader.read(json(large)))
        .hasMessage("input must have at most 1048576 bytes as JSON, but has " + large.length());
    assertThatThrownBy(() -> BrowserTask.fromJson(large))
        .hasMessageStartingWith("input must have at most 1048576 bytes");
    assertThatThrownBy(
            () ->
                BrowserTask.newBuilder("x").extra(Map.of("blob", "b".repeat(1024 * 1024))).build())
        .hasMessageStartingWith("input must have at most 1048576 bytes");
  }

  @Test
  void nothingIsRefused() {
    assertThatThrownBy(() -> InputReader.read((RawValue) null))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InputReader.read(new RawValue(Payload.getDefaultInstance())))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aJsonMessageOfProtobufIsJson() {
    RawValue message = raw("json/protobuf", "{\"task\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(InputReader.read(message)).isEqualTo(BrowserTask.of("x"));
  }

  @Test
  void aLongNameDoesNotMakeALongSentence() {
    assertUsedOrRefused(json("{\"task\":\"x\",\"" + "n".repeat(40_000) + "\":1}"));
    assertUsedOrRefused(json("{\"task\":\"x\",\"metadata\":{\"" + "n".repeat(40_000) + "\":1}}"));
    assertUsedOrRefused(
        json("{\"task\":\"x\",\"secretRefs\":{\"" + "n".repeat(40_000) + "\":\"\"}}"));
  }

  @Test
  void aNumberOfManyDigitsIsRefused() {
    assertUsedOrRefused(json("{\"task\":\"x\",\"maxSteps\":" + "9".repeat(100_000) + "}"));
    assertUsedOrRefused(
        json("{\"task\":\"x\",\"options\":{\"maxCostUsd\":\"" + "9".repeat(100_000) + "\"}}"));
  }
}
