package com.browseruse.temporal.workflows.session;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.input.SessionJson;
import com.browseruse.temporal.workflows.internal.input.SessionOptionsJson;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which browser to open, and how long to keep it: the one input of {@link
 * RunBrowserSessionWorkflow}.
 *
 * <pre>{@code
 * BrowserSession session =
 *     BrowserSession.newBuilder()
 *         .proxyCountryCode("de")
 *         .idleTimeout(Duration.ofHours(3))
 *         .build();
 * }</pre>
 *
 * <p>In JSON it is one object: the fields of the API's request for a session at the top, {@code
 * tasks} (a list of {@link BrowserTask}s) and {@code options} beside them, with durations in
 * ISO-8601. Only what was set is written.
 */
public final class BrowserSession extends JsonBacked {
  /** How long a session stays open without a task unless told otherwise. */
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(15);

  /** How long a session stays open at most unless told otherwise. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(4);

  private final SessionJson json;

  /** For the plugin: users take {@link #newBuilder} or {@link #fromJson}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserSession(SessionJson json) {
    super(json);
    this.json = json;
  }

  /** {@return a session of which all is left to the defaults} */
  public static BrowserSession getDefaultInstance() {
    return newBuilder().build();
  }

  /** {@return a builder with the defaults} */
  public static Builder newBuilder() {
    return new Builder(SessionJson.NONE);
  }

  /** {@return a builder that holds what this session holds} */
  public Builder toBuilder() {
    return new Builder(json);
  }

  /** Reads and checks a session; an {@link IllegalArgumentException} names what is refused. */
  public static BrowserSession fromJson(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    InputReader.checkSize(bytes.length);
    return new BrowserSession(SessionJson.read(StrictJson.parse(bytes)));
  }

  /** For the plugin. */
  public SessionJson json() {
    return json;
  }

  /** {@return what the API is asked for} */
  public Session.Request request() {
    return json.request();
  }

  /** {@return the tasks to begin with, in order} */
  public List<BrowserTask> tasks() {
    return json.tasks().stream().map(BrowserTask::new).toList();
  }

  public Duration idleTimeout() {
    return requireNonNullElse(json.options().idleTimeout(), DEFAULT_IDLE_TIMEOUT);
  }

  public Duration maxAge() {
    return requireNonNullElse(json.options().maxAge(), DEFAULT_MAX_AGE);
  }

  public boolean exposeLiveUrl() {
    return requireNonNullElse(json.options().exposeLiveUrl(), false);
  }

  /** Shows no values: tasks and extra fields can hold secrets. */
  @Override
  public String toString() {
    return "BrowserSession[" + json.tasks().size() + " tasks, " + json.options() + "]";
  }

  /** Collects the settings, the tasks and the options; null stands for the default everywhere. */
  public static final class Builder {
    private final Map<String, @Nullable Object> fields;
    private final Map<String, @Nullable Object> options;
    private List<BrowserTask> tasks;

    private Builder(SessionJson json) {
      this.fields = new LinkedHashMap<>(PlainJson.fields(json.request()));
      this.options = new LinkedHashMap<>(PlainJson.fields(json.options()));
      this.tasks = json.tasks().stream().map(BrowserTask::new).toList();
    }

    /** Sets the browser profile, with its cookies and logins, by its id at the provider. */
    public Builder profileId(@Nullable String profileId) {
      return set("profileId", profileId);
    }

    /** Sets the country that the browser appears to be in, in two small letters. Default: US. */
    public Builder proxyCountryCode(@Nullable String proxyCountryCode) {
      return set("proxyCountryCode", proxyCountryCode);
    }

    /** Sets the page to begin on. Default: none. */
    public Builder startUrl(@Nullable String startUrl) {
      return set("startUrl", startUrl);
    }

    /** Sets the viewport in pixels. Default: the server's; it takes 320 to 6144, and to 3456. */
    public Builder viewport(@Nullable Integer width, @Nullable Integer height) {
      return set("browserScreenWidth", width).set("browserScreenHeight", height);
    }

    /**
     * Sets whether the browser stays when a task has ended. With false, a session has one task: it
     * closes itself after the first, those that wait fail. Default: true.
     */
    public Builder keepAlive(@Nullable Boolean keepAlive) {
      return set("keepAlive", keepAlive);
    }

    /** Sets whether the agents of later tasks know of the earlier ones. Default: the server's. */
    public Builder persistMemory(@Nullable Boolean persistMemory) {
      return set("persistMemory", persistMemory);
    }

    /** Sets whether the browser is filmed. Default: the server's, which is no. */
    public Builder enableRecording(@Nullable Boolean enableRecording) {
      return set("enableRecording", enableRecording);
    }

    /**
     * Sets fields that are passed to the API as they are, by its names, such as a {@code
     * proxyCountryCode} of null, which means no proxy. What has a setter here is refused, but for a
     * null. The history keeps them: a {@code customProxy} with a password needs payloads that are
     * encrypted.
     */
    public Builder extra(@Nullable Map<String, ?> extra) {
      return set("extra", extra);
    }

    /**
     * Sets the tasks to begin with, in order. If one of them fails, those behind it are not run. As
     * {@link RunBrowserSessionWorkflow#runTask} says, none of them may name a session. Default:
     * none.
     */
    public Builder tasks(BrowserTask... tasks) {
      return tasks(Arrays.asList(tasks));
    }

    /** As {@link #tasks(BrowserTask...)}. */
    public Builder tasks(List<BrowserTask> tasks) {
      this.tasks = List.copyOf(tasks);
      return this;
    }

    /**
     * Sets how long the session stays open without a task: 0 to 365 days. With 0, which needs
     * {@link #tasks}, it closes as soon as none is left. Default: 15 minutes.
     */
    public Builder idleTimeout(@Nullable Duration idleTimeout) {
      options.put("idleTimeout", idleTimeout);
      return this;
    }

    /**
     * Sets how long the session lasts at most, the time to open it included: above 0, at most 365
     * days. A task that is at work then is stopped. Default: 4 hours; the provider may have limits
     * of its own.
     */
    public Builder maxAge(@Nullable Duration maxAge) {
      options.put("maxAge", maxAge);
      return this;
    }

    /** Sets whether the link to the live view may enter the history. Default: false. */
    public Builder exposeLiveUrl(@Nullable Boolean exposeLiveUrl) {
      options.put("exposeLiveUrl", exposeLiveUrl);
      return this;
    }

    /** {@return the session; an {@link IllegalArgumentException} names what is out of bounds} */
    public BrowserSession build() {
      BrowserSession session =
          new BrowserSession(
              new SessionJson(
                  PlainJson.read(fields, Session.Request.class),
                  tasks.stream().map(BrowserTask::json).toList(),
                  PlainJson.read(options, SessionOptionsJson.class)));
      InputReader.checkSize(session.toJson().getBytes(StandardCharsets.UTF_8).length);
      return session;
    }

    private Builder set(String field, @Nullable Object value) {
      fields.put(field, value);
      return this;
    }
  }
}
