package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about Browser Use Cloud and the worker. An empty variable counts as one
 * that is not set. {@link TemporalConnection} has its own variables.
 */
public record Settings(Map<String, String> environment) {
  public static final String API_KEY = "BROWSER_USE_API_KEY";
  public static final String BASE_URL = "BROWSER_USE_BASE_URL";
  public static final String API_VERSION = "BROWSER_USE_API_VERSION";
  public static final String TASK_QUEUE = "BROWSER_USE_TASK_QUEUE";
  public static final String ARTIFACTS = "BROWSER_USE_ARTIFACTS";
  public static final String WATCH = "BROWSER_USE_WATCH";
  public static final String REQUESTS_PER_SECOND = "BROWSER_USE_REQUESTS_PER_SECOND";
  public static final String ACTIVITY_SLOTS = "BROWSER_USE_ACTIVITY_SLOTS";
  public static final String HTTP_PORT = "BROWSER_USE_HTTP_PORT";
  public static final String HTTP_HOST = "BROWSER_USE_HTTP_HOST";
  public static final String WEBHOOK_SECRET = "BROWSER_USE_WEBHOOK_SECRET";
  private static final String ALLOW_PLAINTEXT_SECRETS = "BROWSER_USE_ALLOW_PLAINTEXT_SECRETS";
  private static final String ENCRYPTION_KEYSET = "BROWSER_USE_ENCRYPTION_KEYSET";

  /** Settings of later releases that do no harm when they have no effect. */
  private static final List<String> NOT_YET = List.of("BROWSER_USE_SEARCH_ATTRIBUTES");

  /** What has no effect without a port. */
  private static final List<String> OF_THE_PORT = List.of(HTTP_HOST, WEBHOOK_SECRET);

  /** Less than the project's budget of 25, part of which others may need. */
  private static final double USUAL_REQUESTS_PER_SECOND = 20;

  private static final int USUAL_ACTIVITY_SLOTS = 200;
  private static final int FEWEST_ACTIVITY_SLOTS = 8;
  private static final int MOST_ACTIVITY_SLOTS = 10_000;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_PORT = 65_535;

  /** A name, or an address of either kind. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(%\\w+)?");

  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  private static final Map<String, ApiVersion> VERSIONS =
      Map.of("v2", ApiVersion.V2, "v1", ApiVersion.V1);
  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  /** One letter alone is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** Reads and checks the settings. */
  public static Settings read(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    if (settings.text(ENCRYPTION_KEYSET).isPresent()) {
      throw UserError.usage(
          ENCRYPTION_KEYSET
              + " is set, but this release does not encrypt payloads: unset it, or nothing starts"
              + " that you would believe to be encrypted");
    }
    // Each reads its variables, and refuses a wrong one.
    settings.baseUrl();
    settings.hasApiKey();
    settings.apiVersion();
    settings.allowPlaintextSecrets();
    settings.artifacts();
    settings.watch();
    settings.requestsPerSecond();
    settings.activitySlots();
    settings.httpPort();
    settings.httpHost();
    settings.webhookSecret();
    return settings;
  }

  /** The same settings but for one variable. */
  public Settings with(String name, Object value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(name, value.toString());
    return new Settings(changed);
  }

  public boolean hasApiKey() {
    return apiKey() != null;
  }

  private @Nullable String apiKey() {
    String rule = "must be printable ASCII without spaces";
    return value(API_KEY, key -> BrowserUseClientOptions.newBuilder(key).build().getApiKey(), rule)
        .orElse(null);
  }

  public URI baseUrl() {
    String rule =
        ("must be http or https, a host and an optional port, such as %s, without a path: the"
                + " version's path is added to it")
            .formatted(BrowserUseClientOptions.DEFAULT_BASE_URL);
    return value(BASE_URL, Settings::url, rule).orElse(BrowserUseClientOptions.DEFAULT_BASE_URL);
  }

  public boolean hasDefaultServer() {
    return baseUrl().equals(BrowserUseClientOptions.DEFAULT_BASE_URL);
  }

  public ApiVersion apiVersion() {
    return value(API_VERSION, VERSIONS::get, "must be v2 or v1, but is %s").orElse(ApiVersion.V2);
  }

  public String taskQueue() {
    return text(TASK_QUEUE).orElse(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
  }

  public boolean allowPlaintextSecrets() {
    return value(ALLOW_PLAINTEXT_SECRETS, FLAGS::get, "must be true or false, but is %s")
        .orElse(false);
  }

  /** Whether the workers watch the tasks of all runs by one list. */
  public boolean watch() {
    boolean can = apiVersion() == ApiVersion.V2;
    boolean told = value(WATCH, FLAGS::get, "must be true or false, but is %s").orElse(can);
    if (told && !can) {
      throw UserError.usage(
          WATCH
              + " must be false on version 1 of the API, whose lists do not tell whose a task is");
    }
    return told;
  }

  /** How many requests all workers of the task queue together may send in a second, about. */
  public double requestsPerSecond() {
    return value(
            REQUESTS_PER_SECOND,
            text -> {
              double rate = Double.parseDouble(text);
              return rate >= 0.1 && rate <= 10_000 ? rate : null;
            },
            "must be a number from 0.1 to 10000, but is %s")
        .orElse(USUAL_REQUESTS_PER_SECOND);
  }

  /** How many activities a worker runs at once. */
  public int activitySlots() {
    return value(
            ACTIVITY_SLOTS,
            text -> {
              int slots = Integer.parseInt(text);
              return slots >= FEWEST_ACTIVITY_SLOTS && slots <= MOST_ACTIVITY_SLOTS ? slots : null;
            },
            "must be a number from "
                + FEWEST_ACTIVITY_SLOTS
                + " to "
                + MOST_ACTIVITY_SLOTS
                + ", but is %s")
        .orElse(USUAL_ACTIVITY_SLOTS);
  }

  /** The folder for what runs collect, or null if nothing is to be collected. */
  public @Nullable Path artifacts() {
    String rule =
        "must be a folder or a file: URI of one on this machine, such as /var/artifacts or"
            + " file:///var/artifacts, but is %s";
    return value(ARTIFACTS, Settings::folder, rule).orElse(null);
  }

  /** The port for health, metrics and webhooks, 0 for any that is free, or null for none. */
  public @Nullable Integer httpPort() {
    String rule =
        "must be a port, a whole number from 0 (any that is free) to " + LAST_PORT + ", but is %s";
    return value(HTTP_PORT, Settings::port, rule).orElse(null);
  }

  /** What the port is bound to: this machine only, unless told otherwise. */
  public String httpHost() {
    String rule =
        "must be a name or an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of"
            + " them, without a port, but is %s";
    return value(HTTP_HOST, text -> HOST.matcher(text).matches() ? text : null, rule)
        .orElse(LOOPBACK);
  }

  /** What Browser Use Cloud signs webhooks with, or null if none are taken. */
  public @Nullable String webhookSecret() {
    String rule = "must be printable ASCII without spaces";
    return value(WEBHOOK_SECRET, text -> PRINTABLE.matcher(text).matches() ? text : null, rule)
        .orElse(null);
  }

  /** What has no effect, which stops nothing. */
  public List<String> warnings() {
    Stream<String> notYet =
        NOT_YET.stream()
            .filter(name -> text(name).isPresent())
            .map(name -> name + " is set, but this release does not use it");
    Stream<String> without =
        OF_THE_PORT.stream()
            .filter(name -> text(name).isPresent() && httpPort() == null)
            .map(name -> name + " is set, but has no effect without " + HTTP_PORT);
    return Stream.concat(notYet, without).toList();
  }

  /** The address of the server, and the version of the API unless it is the usual one. */
  public String server() {
    return baseUrl() + (apiVersion() == ApiVersion.V2 ? "" : " (version 1 of its API)");
  }

  /** The way to Browser Use Cloud; an error without an API key. */
  public BrowserUseClientOptions clientOptions() {
    String apiKey = apiKey();
    if (apiKey == null) {
      throw UserError.usage(
          API_KEY
              + " must be set to an API key of Browser Use Cloud (the commands dev and run --dev"
              + " work without one, on an emulator)");
    }
    return BrowserUseClientOptions.newBuilder(apiKey)
        .baseUrl(baseUrl())
        .apiVersion(apiVersion())
        .build();
  }

  /** Opens the store; better to fail now than once a task is paid for whose files it takes. */
  public @Nullable ArtifactStore openArtifacts() {
    Path folder = artifacts();
    try {
      return folder == null ? null : FolderArtifactStore.at(folder);
    } catch (IOException e) {
      String why =
          Files.isDirectory(folder)
              ? " cannot be written to"
              : Files.exists(folder) ? " is not a folder" : " cannot be created";
      throw UserError.usage(
          ARTIFACTS + " must be a folder that can be created and written to, but " + folder + why);
    }
  }

  /** Shows everything but the key and the secret. */
  @Override
  public String toString() {
    return "Settings[server=%s, taskQueue=%s, allowPlaintextSecrets=%s, artifacts=%s, http=%s:%s]"
        .formatted(
            server(), taskQueue(), allowPlaintextSecrets(), artifacts(), httpHost(), httpPort());
  }

  /** The client's own check, so that the rule stands in one place. */
  private static URI url(String value) {
    return BrowserUseClientOptions.newBuilder("none")
        .baseUrl(URI.create(value))
        .build()
        .getBaseUrl();
  }

  private static @Nullable Integer port(String value) {
    int port = Integer.parseInt(value);
    return port >= 0 && port <= LAST_PORT ? port : null;
  }

  private static @Nullable Path folder(String value) {
    if (value.startsWith("file:")) {
      return Path.of(URI.create(value)).normalize();
    }
    return SCHEME.matcher(value).matches() ? null : Path.of(value).toAbsolutePath().normalize();
  }

  /** Reads a variable that may not be set; the rule says what it may be. */
  private <T> Optional<T> value(String name, Function<String, @Nullable T> parser, String rule) {
    return text(name)
        .map(
            text -> {
              try {
                return Objects.requireNonNull(parser.apply(text));
              } catch (RuntimeException e) {
                // Without the cause, which quotes the value: that may be secret.
                throw UserError.usage(name + " " + rule.formatted(text));
              }
            });
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }
}
