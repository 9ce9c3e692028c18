package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TimeInput;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What to run: a text and options, or a whole input as JSON, or both. All of it becomes one JSON
 * object, so that the workflow's own rules judge it.
 */
final class InputOptions {
  private static final ObjectReader STRICT =
      CliContext.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "What the agent is to do, in plain words.")
  private @Nullable String text;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "The workflow's whole input as JSON; - reads standard input. TEXT and the options below"
              + " take precedence over what it says.")
  private @Nullable String input;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long the run may take, such as 10m or PT10M. Default: 1h.")
  private @Nullable String timeout;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Stop and fail once the reported cost passes this.")
  private @Nullable BigDecimal maxCost;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "The most steps that the agent may take.")
  private @Nullable Integer maxSteps;

  @Option(names = "--start-url", paramLabel = "URL", description = "The page to begin on.")
  private @Nullable String startUrl;

  @Option(names = "--llm", paramLabel = "MODEL", description = "The model, in Browser Use's words.")
  private @Nullable String llm;

  @Option(names = "--session", paramLabel = "ID", description = "The session to run in.")
  private @Nullable String session;

  @Option(
      names = "--structured-output",
      paramLabel = "FILE",
      description = "A JSON Schema that the output shall follow.")
  private @Nullable String structuredOutput;

  @Option(
      names = "--fail-unless-successful",
      description = "Every outcome but SUCCEEDED is a failure.")
  private boolean failUnlessSuccessful;

  @Option(
      names = "--collect-logs",
      description = "Copy the log into the worker's artifact store when the task has ended.")
  private boolean collectLogs;

  @Option(
      names = "--collect-files",
      description = "Copy the files that the task left into the worker's artifact store.")
  private boolean collectFiles;

  @Option(
      names = "--field",
      paramLabel = "NAME=JSON",
      description =
          "A field of the API's create request as it is, such as proxy_country_code='\"de\"' or"
              + " use_adblock=false; repeatable. For what this program has no option for.")
  private List<String> fields = List.of();

  @Option(
      names = "--expose-live-url",
      description = "Show the live-view link. Whoever has it has the browser.")
  private boolean exposeLiveUrl;

  /**
   * Puts the input together and checks it.
   *
   * @throws UserError if something is missing or wrong; the sentence names it
   */
  BrowserTask read(InputStream standardInput) {
    if (text == null && input == null) {
      throw UserError.usage("Say what the agent is to do: give TEXT, or --input FILE");
    }
    if (text != null && text.isBlank()) {
      throw UserError.usage("TEXT must not be empty: say what the agent is to do");
    }
    ObjectNode json =
        input == null ? CliContext.JSON.createObjectNode() : object(input, standardInput);
    set(json, "task", text);
    set(json, "llm", llm);
    set(json, "startUrl", startUrl);
    set(json, "sessionId", session);
    if (maxSteps != null) {
      json.put("maxSteps", maxSteps);
    }
    if (structuredOutput != null) {
      json.set("structuredOutput", json("--structured-output", structuredOutput, standardInput));
    }
    if (!fields.isEmpty()) {
      child(json, "extra").setAll(extraFields());
    }
    setOptions(json);
    try {
      return BrowserTask.fromJson(json.toString());
    } catch (IllegalArgumentException e) {
      throw UserError.usage("The input is not acceptable: " + PlainText.oneLine(e.getMessage()));
    }
  }

  private ObjectNode extraFields() {
    ObjectNode json = CliContext.JSON.createObjectNode();
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw UserError.usage(
            "--field must be NAME=JSON, such as use_adblock=false, but is " + field);
      }
      String name = field.substring(0, equals).strip();
      json.set(name, extraField(name, field.substring(equals + 1)));
    }
    return json;
  }

  private static JsonNode extraField(String name, String text) {
    try {
      JsonNode value = STRICT.readTree(text);
      if (!value.isMissingNode()) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Told below.
    }
    throw UserError.usage(
        "--field %s must be JSON, but is %s (text needs quotes of its own: %s='\"text\"')"
            .formatted(name, PlainText.oneLine(text), name));
  }

  private void setOptions(ObjectNode json) {
    ObjectNode options = CliContext.JSON.createObjectNode();
    if (timeout != null) {
      options.put("timeout", TimeInput.duration("--timeout", timeout).toString());
    }
    if (maxCost != null) {
      options.put("maxCostUsd", maxCost);
    }
    if (failUnlessSuccessful) {
      options.put("failUnlessSuccessful", true);
    }
    if (exposeLiveUrl) {
      options.put("exposeLiveUrl", true);
    }
    if (collectLogs) {
      child(options, "collect").put("logs", true);
    }
    if (collectFiles) {
      child(options, "collect").put("outputFiles", true);
    }
    if (options.isEmpty()) {
      return;
    }
    ObjectNode given = child(json, "options");
    if (options.remove("collect") instanceof ObjectNode collect) {
      // The input may ask for the one, and the command line for the other.
      child(given, "collect").setAll(collect);
    }
    given.setAll(options);
  }

  /**
   * The object in a field, made if there is none. Where something else stands in its place it is
   * left there for the rules to judge.
   */
  private static ObjectNode child(ObjectNode json, String field) {
    if (json.get(field) instanceof ObjectNode given) {
      return given;
    }
    ObjectNode made = CliContext.JSON.createObjectNode();
    if (!json.hasNonNull(field)) {
      json.set(field, made);
    }
    return made;
  }

  private static ObjectNode object(String file, InputStream standardInput) {
    if (json("--input", file, standardInput) instanceof ObjectNode object) {
      return object;
    }
    throw UserError.usage("--input must hold one JSON object");
  }

  private static JsonNode json(String option, String file, InputStream standardInput) {
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

  private static void set(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
