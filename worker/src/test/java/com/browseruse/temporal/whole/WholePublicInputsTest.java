package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.QuickActivities;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten inputs as people really write them, as JSON from a caller in any language. */
class WholePublicInputsTest extends WholeTestBase {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was asked of the client, in order. */
  private final Queue<TaskRequest> requests = new ConcurrentLinkedQueue<>();

  @TempDir Path secrets;

  @Override
  BrowserTaskActivities activities() {
    return QuickActivities.create(recording(client), listPause());
  }

  private BrowserUseClient recording(BrowserUseClient client) {
    return (BrowserUseClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BrowserUseClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createTask")) {
                requests.add((TaskRequest) arguments[0]);
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static ObjectNode input(String name) {
    try (var file =
        WholePublicInputsTest.class.getResourceAsStream("/public-inputs/" + name + ".json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startWith(JsonNode input) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(JSON.convertValue(input, Object.class));
  }

  private BrowserTaskResult run(JsonNode input, Scenario.Builder scenario) {
    play(scenario);
    startWith(input);
    return result();
  }

  private BrowserTaskResult answered(String name, String output) {
    return run(input(name), halfAMinute().output(output));
  }

  private String refusal(JsonNode input) {
    startWith(input);
    String words = failure(FailureTypes.INVALID_REQUEST).getOriginalMessage();
    assertThat(emulator.tasks()).isEmpty();
    return words;
  }

  /** 1: {@code $defs}, references, unions with null and by a discriminator. */
  @Test
  void aSchemaOfPydanticArrivesUnchangedAndIsChecked() throws Exception {
    String good =
        "{\"items\":[{\"no\":\"1\"},{\"kind\":\"pickup\",\"shelf\":null}],\"state\":\"sent\"}";
    BrowserTaskResult result = answered("pydantic", good);
    assertThat(result.structuredOutputAsMap()).containsEntry("state", "sent");
    assertThat(JSON.writeValueAsString(requests.element().structuredOutput()))
        .isEqualTo(input("pydantic").get("structuredOutput").toString());
    assertThat(requests.element().vision()).isEqualTo("auto");
    assertThat(requests.element().maxSteps()).isEqualTo(60);
  }

  @Test
  void anOutputThatBreaksTheSchemaOfPydanticIsInvalid() {
    play(halfAMinute().output("{\"items\":[],\"state\":\"lost\"}"));
    startWith(input("pydantic"));
    assertThat(failure(FailureTypes.STRUCTURED_OUTPUT_INVALID).getOriginalMessage())
        .contains("does not follow its schema at /state");
  }

  /** 2: bounds of safe integers, an e-mail with look-ahead, a tuple, a record. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'url':'u','points':9007199254740991,'by':'a.b@c.example','pos':[1,2.5],'tags':{'x':true}}|true",
        "{'url':'u','points':9007199254740993}|false",
        "{'url':'u','points':1,'by':'.a@c.example'}|false",
        "{'url':'u','points':1,'pos':['1']}|false",
        "{'url':'u','points':1,'tags':{'x':1}}|false",
        "{'url':'u','points':1,'more':1}|false"
      })
  void aSchemaOfZodIsChecked(String post, boolean follows) {
    BrowserTaskResult result = answered("zod", "{\"posts\":[" + post.replace('\'', '"') + "]}");
    assertThat(result.structuredOutput() != null)
        .as(result.warnings().toString())
        .isEqualTo(follows);
    assertThat(result.warnings()).hasSize(follows ? 0 : 1);
  }

  /** 3: as text, with its own draft, whose tuples are closed by additionalItems. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pair\":[1,null]}|true",
        "{\"pair\":[1,null,2]}|false",
        "{\"pair\":[null]}|false"
      })
  void aSchemaInTextIsReadAsTheDraftThatItNames(String output, boolean follows) {
    BrowserTaskResult result = answered("draft-07-text", output);
    assertThat(result.structuredOutput() != null).isEqualTo(follows);
    assertThat(requests.element().structuredOutput())
        .isEqualTo(input("draft-07-text").get("structuredOutput").textValue());
  }

  /** 4: types in capitals, and nullable. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"fee\":null}|true", "{\"fee\":1.5,\"note\":null}|true", "{\"fee\":\"1\"}|false"})
  void aSchemaOfOpenApiIsUnderstood(String output, boolean follows) throws Exception {
    BrowserTaskResult result = answered("openapi", output);
    assertThat(result.structuredOutput() != null).isEqualTo(follows);
    assertThat(JSON.writeValueAsString(requests.element().structuredOutput()))
        .as("the service judges")
        .isEqualTo(input("openapi").get("structuredOutput").toString());
  }

  /** 5: many scripts, line breaks, markup, a null byte; up to what the API takes. */
  @ParameterizedTest
  @CsvSource({"20000", "50000"})
  void aLongPromptArrivesAsItIsAndIsNowhereElse(int characters) throws Exception {
    ObjectNode input = input("long-prompt");
    String start = input.get("task").textValue() + "\u0000\uD83D\uDC69\u200D\uD83D\uDE80 ";
    String task = start + "ß".repeat(characters - start.length());
    input.put("task", task);
    input.put("systemPromptExtension", input.get("systemPromptExtension").textValue().repeat(90));
    run(input, halfAMinute());
    assertThat(emulator.tasks().get(0).task()).isEqualTo(task);
    assertThat(requests.element().systemPromptExtension())
        .isEqualTo(input.get("systemPromptExtension").textValue());
    assertThat(emulator.tasks().get(0).metadata()).containsEntry("team", "preise-größe");
    env.getWorkflowClient()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getEvents()
        .forEach(
            event ->
                assertThat(event.getUserMetadata().toByteString().toStringUtf8())
                    .doesNotContain("Aufgabe"));
    assertThat(run.query("__temporal_workflow_metadata", WorkflowMetadata.class).toString())
        .doesNotContain("Aufgabe");
  }

  /** 6: a number in metadata. */
  @Test
  void aNumberInMetadataIsRefusedAndTextTaken() throws Exception {
    ObjectNode input = input("batch-check");
    assertThat(refusal(input)).isEqualTo("metadata.offset must be text");
    input.put("sessionId", Sessions.keptAlive(emulator, KEY));
    ((ObjectNode) input.get("metadata")).put("offset", "40");
    BrowserTaskResult result =
        run(
            input,
            halfAMinute()
                .output(
                    "{\"authenticated\":true,\"rows\":[{\"terminal\":\"T\",\"phone\":null,"
                        + "\"status\":\"verified\"}]}"));
    assertThat(result.warnings()).isEmpty();
    assertThat(result.structuredOutput()).isNotNull();
    assertThat(requests.element().maxSteps()).isEqualTo(320);
    assertThat(emulator.tasks().get(0).metadata()).containsEntry("offset", "40");
  }

  /** 7: a setting of the session at the top. */
  @Test
  void aSettingOfTheSessionIsNamedByItsPlace() {
    ObjectNode input = input("saved-login");
    String profile = input.get("sessionSettings").get("profileId").textValue();
    ObjectNode slip = input.deepCopy();
    slip.remove("sessionSettings");
    slip.put("profileId", profile);
    assertThat(refusal(slip))
        .isEqualTo("profileId is not a known field: give it as sessionSettings.profileId");
    BrowserTaskResult result =
        run(input, halfAMinute().output("{\"success\":true,\"data\":{\"any\":[1]}}"));
    assertThat(result.structuredOutputAsMap()).containsEntry("success", true);
    assertThat(requests.element().sessionSettings()).containsEntry("profileId", profile);
  }

  /** 8: the second task in a session that must go on. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aKeptSessionOutlivesItsTask(boolean cancelled) throws Exception {
    String session = Sessions.keptAlive(emulator, KEY);
    ObjectNode input = input("kept-session");
    input.put("sessionId", session);
    input.set("secretRefs", JSON.createObjectNode().put("x_otp", secret("otp", "123 456\n")));
    Scenario.Builder scenario = halfAMinute().isSuccess(false);
    if (cancelled) {
      play(scenario.outcome(Scenario.Outcome.NEVER));
      startWith(input);
      awaitTask();
      run.cancel();
      assertCancelled();
      oracle().exactlyOneTaskAndNoneAlive();
    } else {
      assertThat(run(input, scenario).outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
    }
    assertThat(client.sessions().get(session).status()).isEqualTo("active");
    assertThat(requests.element().secrets()).containsExactly(Map.entry("x_otp", "123 456"));
    assertNotInHistory("123 456");
  }

  /** 9: secrets by domain, with values that need care. */
  @Test
  void secretsOfDomainsArriveByTheirNamesAndNowhereElse() {
    ObjectNode input = input("domain-secrets");
    List<String> values =
        List.of("user:pa\"ss\\word", "\uD83D\uDD11 key", "k".repeat(4096) + "\n-----END-----");
    ObjectNode references = (ObjectNode) input.get("secretRefs");
    List<String> names =
        List.copyOf(references.properties().stream().map(Map.Entry::getKey).toList());
    for (int i = 0; i < names.size(); i++) {
      references.put(names.get(i), secret("secret" + i, values.get(i) + "\n"));
    }
    input.remove("options");
    run(input, halfAMinute());
    for (int i = 0; i < names.size(); i++) {
      assertThat(requests.element().secrets()).containsEntry(names.get(i), values.get(i));
    }
    assertThat(requests.element().allowedDomains())
        .containsExactly(
            "http*://*.billing.example", "https://billing.example", "*.münchen.example");
    assertNotInHistory("ss\\\\word");
    assertNotInHistory("kkkk");
  }

  /** 9: the form of the library, which the API does not know. */
  @ParameterizedTest
  @CsvSource({"secrets", "secretRefs"})
  void secretsWithinADomainAreRefusedByName(String field) {
    ObjectNode input = input("domain-secrets");
    input.remove("secretRefs");
    input.putObject(field).putObject("https://billing.example").put("login", "env:BILLING_LOGIN");
    assertThat(refusal(input)).isEqualTo(field + ".https://billing.example must be text");
  }

  /** 10: all that the API takes, and a model that nobody here knows. */
  @Test
  void everythingIsSentAsItIs() throws Exception {
    ObjectNode input = input("everything");
    BrowserTaskResult result = run(input, halfAMinute());
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    ObjectNode sent = JSON.valueToTree(requests.element());
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(task.metadata()).hasSize(10).containsEntry("g", "7");
    input.remove("options");
    input
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("metadata")) {
                assertThat(sent.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
              }
            });
  }

  /** An envelope and an example, which are no schemas; and text of text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'price':'number'}|not an example of the output",
        "{'name':'Price','strict':true,'schema':{'type':'object'}}|not an envelope of one",
        "'\\'{}\\''|text within text",
        "'prose'|its text is not JSON"
      })
  void whatIsNoSchemaIsRefusedBeforeATask(String schema, String words) throws Exception {
    ObjectNode input = JSON.createObjectNode().put("task", TASK);
    input.set("structuredOutput", JSON.readTree(schema.replace('\'', '"')));
    assertThat(refusal(input)).startsWith("structuredOutput must be a JSON Schema").contains(words);
    assertThatThrownBy(() -> BrowserTask.fromJson(input.toString())).hasMessageContaining(words);
  }

  private String secret(String name, String value) {
    try {
      return "file:" + Files.writeString(secrets.resolve(name), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNotInHistory(String text) {
    Consumer<byte[]> check =
        history -> assertThat(new String(history, StandardCharsets.UTF_8)).doesNotContain(text);
    check.accept(
        env.getWorkflowClient()
            .fetchHistory(run.getExecution().getWorkflowId())
            .getHistory()
            .toByteArray());
  }
}
