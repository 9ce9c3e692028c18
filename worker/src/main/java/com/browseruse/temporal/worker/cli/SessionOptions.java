package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.TimeInput;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which browser to open, and for how long. A JSON property says which field of the input an option
 * is; all of it becomes one JSON object, so that the workflow's own rules judge it.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class SessionOptions {
  private static final Pattern VIEWPORT = Pattern.compile("(\\d{1,6})x(\\d{1,6})");
  private static final String OPTIONS = "options";

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "The workflow's whole input as JSON, tasks included; - reads standard input. The options"
              + " below take precedence over what it says.")
  private @Nullable String input;

  @JsonProperty
  @Option(names = "--profile", paramLabel = "ID", description = "The browser profile to use.")
  private @Nullable String profileId;

  @JsonProperty
  @Option(
      names = "--proxy-country",
      paramLabel = "CC",
      description = "The country that the browser appears to be in, such as de.")
  private @Nullable String proxyCountryCode;

  @JsonProperty
  @Option(names = "--start-url", paramLabel = "URL", description = "The page to begin on.")
  private @Nullable String startUrl;

  @Option(
      names = "--viewport",
      paramLabel = "WxH",
      description = "The size of the browser in pixels, such as 1280x800.")
  private @Nullable String viewport;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      description = "How long the session stays open without a task, such as 2h. Default: 15m.")
  private @Nullable String idleTimeout;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      description = "How long the session stays open at most, such as 8h. Default: 4h.")
  private @Nullable String maxAge;

  @Option(
      names = "--expose-live-url",
      description = "Show the live-view link. Whoever has it has the browser.")
  private boolean exposeLiveUrl;

  /** Puts the input together and checks it; an error names what is wrong. */
  BrowserSession read(InputStream standardInput) {
    ObjectNode json = CliContext.JSON.createObjectNode();
    if (input != null) {
      if (!(InputOptions.json("--input", input, standardInput) instanceof ObjectNode whole)) {
        throw UserError.usage("--input must hold one JSON object");
      }
      json = whole;
    }
    json.setAll(CliContext.JSON.<ObjectNode>valueToTree(this));
    if (viewport != null) {
      Matcher size = VIEWPORT.matcher(viewport.strip());
      if (!size.matches()) {
        throw UserError.usage(
            "--viewport must be a width and a height in pixels such as 1280x800, but is "
                + PlainText.oneLine(viewport));
      }
      json.put("browserScreenWidth", Integer.parseInt(size.group(1)));
      json.put("browserScreenHeight", Integer.parseInt(size.group(2)));
    }
    addTime(json, "idleTimeout", "--idle-timeout", idleTimeout);
    addTime(json, "maxAge", "--max-age", maxAge);
    if (exposeLiveUrl) {
      InputOptions.object(json, OPTIONS).put("exposeLiveUrl", true);
    }
    try {
      return BrowserSession.fromJson(json.toString());
    } catch (IllegalArgumentException e) {
      throw UserError.usage("The input is not acceptable: " + PlainText.oneLine(e.getMessage()));
    }
  }

  private static void addTime(
      ObjectNode json, String field, String option, @Nullable String value) {
    if (value != null) {
      InputOptions.object(json, OPTIONS).put(field, TimeInput.duration(option, value).toString());
    }
  }
}
