package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about Browser Use Cloud and the worker; without {@code artifacts}
 * nothing is collected, and {@code warnings} stop nothing. {@link TemporalConnection} has its own
 * variables.
 */
public record Settings(
    @Nullable String apiKey,
    URI baseUrl,
    ApiVersion apiVersion,
    String taskQueue,
    boolean allowPlaintextSecrets,
    @Nullable Path artifacts,
    List<String> warnings) {
  public static final String API_KEY = "BROWSER_USE_API_KEY";
  public static final String BASE_URL = "BROWSER_USE_BASE_URL";
  public static final String API_VERSION = "BROWSER_USE_API_VERSION";
  private static final String TASK_QUEUE = "BROWSER_USE_TASK_QUEUE";
  public static final String ARTIFACTS = "BROWSER_USE_ARTIFACTS";
  private static final String ALLOW_PLAINTEXT_SECRETS = "BROWSER_USE_ALLOW_PLAINTEXT_SECRETS";
  private static final String ENCRYPTION_KEYSET = "BROWSER_USE_ENCRYPTION_KEYSET";

  /** Settings of later releases that do no harm when they have no effect. */
  private static final List<String> NOT_YET =
      List.of(
          "BROWSER_USE_HTTP_PORT",
          "BROWSER_USE_HTTP_HOST",
          "BROWSER_USE_WEBHOOK_SECRET",
          "BROWSER_USE_SEARCH_ATTRIBUTES");

  /** One letter alone is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** Reads and checks the settings. An empty variable counts as one that is not set. */
  public static Settings read(Map<String, String> environment) {
    if (value(environment, ENCRYPTION_KEYSET) != null) {
      throw UserError.usage(
          ENCRYPTION_KEYSET
              + " is set, but this release does not encrypt payloads: unset it, or nothing starts"
              + " that you would believe to be encrypted");
    }
    String taskQueue = value(environment, TASK_QUEUE);
    String artifacts = value(environment, ARTIFACTS);
    return new Settings(
        checkedKey(value(environment, API_KEY)),
        baseUrl(value(environment, BASE_URL)),
        apiVersion(value(environment, API_VERSION)),
        taskQueue == null ? RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE : taskQueue,
        flag(ALLOW_PLAINTEXT_SECRETS, value(environment, ALLOW_PLAINTEXT_SECRETS)),
        artifacts == null ? null : artifactFolder(artifacts),
        NOT_YET.stream()
            .filter(name -> value(environment, name) != null)
            .map(name -> name + " is set, but this release does not use it")
            .toList());
  }

  public boolean hasApiKey() {
    return apiKey != null;
  }

  /** The address of the server, and the version of the API unless it is the usual one. */
  public String server() {
    return baseUrl + (apiVersion == ApiVersion.V2 ? "" : " (version 1 of its API)");
  }

  public boolean hasDefaultServer() {
    return baseUrl.equals(BrowserUseClientOptions.DEFAULT_BASE_URL);
  }

  /** The way to Browser Use Cloud; an error without an API key. */
  public BrowserUseClientOptions clientOptions() {
    if (apiKey == null) {
      throw UserError.usage(
          API_KEY
              + " must be set to an API key of Browser Use Cloud (the commands dev and run --dev"
              + " work without one, on an emulator)");
    }
    return BrowserUseClientOptions.newBuilder(apiKey)
        .baseUrl(baseUrl)
        .apiVersion(apiVersion)
        .build();
  }

  public Settings withServer(URI baseUrl, String apiKey) {
    return new Settings(
        apiKey, baseUrl, apiVersion, taskQueue, allowPlaintextSecrets, artifacts, warnings);
  }

  public Settings withTaskQueue(String taskQueue) {
    return new Settings(
        apiKey, baseUrl, apiVersion, taskQueue, allowPlaintextSecrets, artifacts, warnings);
  }

  public Settings withArtifacts(Path artifacts) {
    return new Settings(
        apiKey, baseUrl, apiVersion, taskQueue, allowPlaintextSecrets, artifacts, warnings);
  }

  /** Opens the store; better to fail now than once a task is paid for whose files it takes. */
  public @Nullable ArtifactStore openArtifacts() {
    try {
      return artifacts == null ? null : FolderArtifactStore.at(artifacts);
    } catch (IOException e) {
      throw UserError.usage(
          ARTIFACTS
              + " must be a folder that can be created and written to, but "
              + artifacts
              + (Files.isDirectory(artifacts)
                  ? " cannot be written to"
                  : Files.exists(artifacts) ? " is not a folder" : " cannot be created"));
    }
  }

  /** Shows everything but the key. */
  @Override
  public String toString() {
    return ("Settings[baseUrl=%s, apiVersion=%s, taskQueue=%s, allowPlaintextSecrets=%s,"
            + " artifacts=%s]")
        .formatted(baseUrl, apiVersion, taskQueue, allowPlaintextSecrets, artifacts);
  }

  private static Path artifactFolder(String value) {
    try {
      if (value.startsWith("file:")) {
        return Path.of(URI.create(value)).normalize();
      }
      if (!SCHEME.matcher(value).matches()) {
        return Path.of(value).toAbsolutePath().normalize();
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // Told below.
    }
    throw UserError.usage(
        ("%s must be a folder or a file: URI of one on this machine, such as /var/artifacts"
                + " or file:///var/artifacts, but is %s")
            .formatted(ARTIFACTS, value));
  }

  private static @Nullable String checkedKey(@Nullable String key) {
    if (key != null) {
      try {
        BrowserUseClientOptions.newBuilder(key);
      } catch (IllegalArgumentException e) {
        throw UserError.usage(API_KEY + " must be printable ASCII without spaces");
      }
    }
    return key;
  }

  private static URI baseUrl(@Nullable String value) {
    if (value == null) {
      return BrowserUseClientOptions.DEFAULT_BASE_URL;
    }
    try {
      // The client's own check, so that the rule stands in one place.
      return BrowserUseClientOptions.newBuilder("none")
          .baseUrl(new URI(value))
          .build()
          .getBaseUrl();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw UserError.usage(
          ("%s must be http or https, a host and an optional port, such as %s, without a"
                  + " path: the version's path is added to it")
              .formatted(BASE_URL, BrowserUseClientOptions.DEFAULT_BASE_URL));
    }
  }

  private static ApiVersion apiVersion(@Nullable String value) {
    return switch (value == null ? "v2" : value) {
      case "v2" -> ApiVersion.V2;
      case "v1" -> ApiVersion.V1;
      default -> throw UserError.usage(API_VERSION + " must be v2 or v1, but is " + value);
    };
  }

  private static boolean flag(String name, @Nullable String value) {
    return switch (value == null ? "false" : value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw UserError.usage(name + " must be true or false, but is " + value);
    };
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
