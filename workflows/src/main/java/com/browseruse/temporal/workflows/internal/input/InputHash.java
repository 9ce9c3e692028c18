package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopScope;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.session.BrowserSession;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two inputs ask for the same: a hash that neither the order of fields nor a default
 * that is spelled out changes. It is kept where lists of runs show it, so that no value of a secret
 * goes into it, only the names.
 */
public final class InputHash {
  /** The key of the memo that holds the hash of a run's input. */
  public static final String MEMO_KEY = "browserTaskInput";

  /** Enough to tell the few inputs of one id apart. */
  private static final int BYTES = 8;

  private static final String OPTIONS = "options";
  private static final String SECRETS = "secrets";
  private static final String SCHEMA = "structuredOutput";

  private static final Map<String, ?> DEFAULTS =
      normalFields(
          Map.of(
              "timeout",
              BrowserTaskOptions.DEFAULT_TIMEOUT.toString(),
              "polling",
              Map.of(
                  "initialInterval",
                  PollingOptions.DEFAULT_INITIAL_INTERVAL.toString(),
                  "maxInterval",
                  PollingOptions.DEFAULT_MAX_INTERVAL.toString(),
                  "growth",
                  PollingOptions.DEFAULT_GROWTH),
              "progress",
              ProgressMode.STEPS.name(),
              "failUnlessSuccessful",
              false,
              "maxInlineOutput",
              BrowserTaskOptions.DEFAULT_MAX_INLINE_OUTPUT,
              "collect",
              Map.of("logs", false, "outputFiles", false),
              "exposeLiveUrl",
              false,
              "stopOnCancel",
              true));

  private static final Map<String, ?> SESSION_DEFAULTS =
      normalFields(
          Map.of(
              "idleTimeout",
              BrowserSession.DEFAULT_IDLE_TIMEOUT.toString(),
              "maxAge",
              BrowserSession.DEFAULT_MAX_AGE.toString(),
              "exposeLiveUrl",
              false));

  private InputHash() {}

  /** Gives the hash in hexadecimal digits. */
  public static String of(BrowserTask task) {
    return ofText(PlainJson.write(canonical(task)));
  }

  /** Gives the hash of several tasks by their ids, in whatever order. */
  public static String of(Map<String, BrowserTask> tasks) {
    Map<String, String> hashes = new TreeMap<>();
    tasks.forEach((id, task) -> hashes.put(id, of(task)));
    return ofText(PlainJson.write(hashes));
  }

  /** Gives the hash of a session; its tasks stand in it by their own. */
  public static String of(BrowserSession session) {
    Map<String, Object> input = normalFields(PlainJson.read(session.toJson(), Map.class));
    if (!session.tasks().isEmpty()) {
      input.put("tasks", session.tasks().stream().map(InputHash::of).toList());
    }
    if (input.remove(OPTIONS) instanceof Map<?, ?> options) {
      Map<String, Object> set = without(SESSION_DEFAULTS, options);
      if (!set.isEmpty()) {
        input.put(OPTIONS, set);
      }
    }
    input.remove("keepAlive", true);
    return ofText(PlainJson.write(input));
  }

  private static String ofText(String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<String, Object> canonical(BrowserTask task) {
    Map<String, Object> input = normalFields(PlainJson.read(task.toJson(), Map.class));
    if (input.get(SECRETS) instanceof Map<?, ?> secrets) {
      input.put(SECRETS, List.copyOf(secrets.keySet()));
    }
    if (input.get(SCHEMA) instanceof String text) {
      input.put(SCHEMA, normal(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8))));
    }
    if (input.remove(OPTIONS) instanceof Map<?, ?> options) {
      Map<String, Object> set = without(DEFAULTS, options);
      boolean ownsSession = !input.containsKey("sessionId") && !input.containsKey("taskId");
      set.remove("stopScope", StopScope.byDefault(ownsSession).name());
      if (!set.isEmpty()) {
        input.put(OPTIONS, set);
      }
    }
    return input;
  }

  /** Leaves out what is as by default, and objects of which nothing is left then. */
  private static Map<String, Object> without(Map<?, ?> defaults, Map<?, ?> fields) {
    Map<String, Object> rest = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          Object kept = value;
          if (value instanceof Map<?, ?> inner && defaults.get(name) instanceof Map<?, ?> usual) {
            Map<String, Object> set = without(usual, inner);
            kept = set.isEmpty() ? null : set;
          }
          if (kept != null && !kept.equals(defaults.get(name))) {
            rest.put(String.valueOf(name), kept);
          }
        });
    return rest;
  }

  private static Map<String, Object> normalFields(Map<?, ?> fields) {
    Map<String, Object> sorted = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          Object normal = normal(value);
          if (normal != null) {
            sorted.put(Objects.toString(name), normal);
          }
        });
    return sorted;
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      return normalFields(fields);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(InputHash::normal).toList();
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros();
    }
    return value;
  }
}
