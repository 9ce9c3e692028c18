package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What to run: a text and options, or a whole input as JSON, or both. A JSON property says which
 * field of the input an option is; all of it becomes one JSON object, so that the workflow's own
 * rules judge it.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class InputOptions {
  private static final ObjectReader STRICT =
      CliContext.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String SECRET_REFS = "secretRefs";

  /** The fields of an input. */
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(TaskRequest.class.getRecordComponents()).map(RecordComponent::getName),
              Stream.of("taskId", SECRET_REFS, "options"))
          .collect(Collectors.toSet());

  @JsonProperty("task")
  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description =
          "What the agent is to do, in plain words and in quotes; - reads standard input.")
  private @Nullable String text;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "The workflow's whole input as JSON; - reads standard input. TEXT and the options below"
              + " take precedence over what it says.")
  private @Nullable String input;

  @JsonProperty
  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "The most steps that the agent may take.")
  private @Nullable Integer maxSteps;

  @JsonProperty
  @Option(names = "--start-url", paramLabel = "URL", description = "The page to begin on.")
  private @Nullable String startUrl;

  @JsonProperty
  @Option(names = "--llm", paramLabel = "MODEL", description = "The model, in Browser Use's words.")
  private @Nullable String llm;

  @JsonProperty("sessionId")
  @Option(names = "--session", paramLabel = "ID", description = "The session to run in.")
  private @Nullable String session;

  @JsonProperty("allowedDomains")
  @Option(
      names = "--allowed-domain",
      paramLabel = "DOMAIN",
      description = "A domain that the agent may visit, such as *.shop.example; repeatable.")
  private List<String> allowedDomains = List.of();

  @Option(
      names = "--secret-ref",
      paramLabel = "NAME=REF",
      description =
          "A secret for the agent that the worker looks up, such as login=env:SHOP_LOGIN or"
              + " pin=file:/run/secrets/pin; repeatable.")
  private Map<String, String> secretRefs = Map.of();

  @Option(
      names = "--structured-output",
      paramLabel = "FILE",
      description = "A JSON Schema that the output shall follow.")
  private @Nullable String structuredOutput;

  @Option(
      names = "--field",
      paramLabel = "NAME=JSON",
      description =
          "A field of the API's create request as it is, such as judge=true or"
              + " proxy_country_code='\"de\"'; repeatable. For what this program has no option"
              + " for.")
  private List<String> fields = List.of();

  @Mixin private final RunOptions run = new RunOptions();

  /** Puts the input together and checks it; an error names what is missing or wrong. */
  BrowserTask read(InputStream standardInput) {
    if (text == null && input == null) {
      throw UserError.usage("Say what the agent is to do: give TEXT, or --input FILE");
    }
    if (text != null && text.isBlank()) {
      throw UserError.usage("TEXT must not be empty: say what the agent is to do");
    }
    if (Stream.of(text, input, structuredOutput).filter("-"::equals).count() > 1) {
      throw UserError.usage("- can be given once only, since standard input can be read once");
    }
    if ("-".equals(text)) {
      text = textOf(standardInput);
    }
    ObjectNode json = CliContext.JSON.createObjectNode();
    if (input != null) {
      if (!(json("--input", input, standardInput) instanceof ObjectNode whole)) {
        throw UserError.usage("--input must hold one JSON object");
      }
      json = whole;
    }
    Set<String> given = new HashSet<>();
    for (Map.Entry<String, JsonNode> option :
        CliContext.JSON.<ObjectNode>valueToTree(this).properties()) {
      given.add(option.getKey());
      json.set(option.getKey(), option.getValue());
    }
    run.addTo(json);
    if (structuredOutput != null) {
      given.add("structuredOutput");
      json.set("structuredOutput", json("--structured-output", structuredOutput, standardInput));
    }
    for (Map.Entry<String, String> secret : secretRefs.entrySet()) {
      given.add(SECRET_REFS);
      object(json, SECRET_REFS).put(secret.getKey(), secret.getValue());
    }
    for (String field : fields) {
      addField(json, field, given);
    }
    try {
      return BrowserTask.fromJson(json.toString());
    } catch (IllegalArgumentException e) {
      throw UserError.usage("The input is not acceptable: " + PlainText.oneLine(e.getMessage()));
    }
  }

  /**
   * The object at a path, made if there is none. Where something else stands in its place it is
   * left there for the rules to judge.
   */
  static ObjectNode object(ObjectNode json, String path) {
    ObjectNode object = json;
    for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
      if (!object.hasNonNull(name)) {
        object.putObject(name);
      }
      object =
          object.get(name) instanceof ObjectNode inner ? inner : CliContext.JSON.createObjectNode();
    }
    return object;
  }

  /** A field that the input has is set there, where it is checked; the API gets all others. */
  private static void addField(ObjectNode input, String field, Set<String> given) {
    int equals = field.indexOf('=');
    if (equals < 1) {
      throw UserError.usage(
          "--field must be NAME=JSON, such as use_adblock=false, but is " + field);
    }
    String name = field.substring(0, equals).strip();
    String text = field.substring(equals + 1);
    boolean known = KNOWN.contains(name);
    if (known && given.contains(name)) {
      throw UserError.usage("--field " + name + " is given by another option as well");
    }
    try {
      JsonNode value = STRICT.readTree(text);
      if (!value.isMissingNode()) {
        (known ? input : object(input, "extra")).set(name, value);
        return;
      }
    } catch (JsonProcessingException e) {
      // Told below.
    }
    throw UserError.usage(
        "--field %s must be JSON, but is %s (text needs quotes of its own: %s='\"text\"')"
            .formatted(name, PlainText.oneLine(text), name));
  }

  private static String textOf(InputStream standardInput) {
    try {
      String text = new String(standardInput.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!text.isEmpty()) {
        return text;
      }
    } catch (IOException e) {
      // As if there were nothing.
    }
    throw UserError.usage("Standard input is empty: it must say what the agent is to do");
  }

  static JsonNode json(String option, String file, InputStream standardInput) {
    try {
      byte[] bytes =
          file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
      return CliContext.JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw UserError.usage(
          "%s: %s is not JSON (line %s, column %s)"
              .formatted(option, file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException | InvalidPathException e) {
      throw UserError.usage(option + ": " + file + " cannot be read");
    }
  }
}
