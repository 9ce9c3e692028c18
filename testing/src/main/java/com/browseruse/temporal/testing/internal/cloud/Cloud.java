package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.RecordedSession;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.internal.cloud.CloudSession.Settings;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The emulated service itself. It has no clock; every call says what time it is. The texts of its
 * errors are the provider's: all that tells one problem from another. Its owner locks.
 */
public final class Cloud {
  private final @Nullable String apiKey;
  public final int sessionLimit;
  private final TaskScript defaultScript;
  private final Map<UUID, CloudTask> tasks = new LinkedHashMap<>();
  private final Map<UUID, CloudSession> sessions = new LinkedHashMap<>();
  private final List<TaskScript> scripts = new ArrayList<>();
  private Duration listLag = Duration.ZERO;

  public Cloud(@Nullable String apiKey, int sessionLimit, TaskScript defaultScript) {
    this.apiKey = apiKey;
    this.defaultScript = defaultScript;
    this.sessionLimit = sessionLimit;
  }

  public void checkKey(String header, String given) {
    if (given.isBlank()) {
      throw new ErrorResponseException(401, "The header " + header + " is missing.");
    }
    if (apiKey != null && !apiKey.equals(given)) {
      throw new ErrorResponseException(401, "The API key is not valid.");
    }
  }

  public CloudTask createTask(TaskSpec spec, Instant now) {
    CloudSession session =
        spec.sessionId() == null
            ? createSession(spec.apiVersion(), new Settings(false, true), now)
            : free(spec.sessionId(), now);
    CloudTask task = new CloudTask(spec, session, scriptFor(spec.task()), now);
    session.tasks.add(task);
    if (spec.v1().publicShare()) {
      session.createShare();
    }
    tasks.put(task.id, task);
    return task;
  }

  public Optional<CloudTask> find(UUID taskId) {
    return Optional.ofNullable(tasks.get(taskId))
        .filter(task -> task.session.isIn(task.spec.apiVersion()));
  }

  public CloudTask task(ApiVersion version, UUID id) {
    return find(id)
        .filter(task -> task.session.isIn(version))
        .orElseThrow(() -> new ErrorResponseException(404, "Task not found"));
  }

  public void stop(CloudTask task, boolean sessionToo, Instant now) {
    if (task.stop(now) && sessionToo) {
      task.session.stop(now);
    }
  }

  /** The tasks that a version's lists show by now, newest first. */
  public List<CloudTask> listedTasks(ApiVersion version, Instant now) {
    List<CloudTask> listed = new ArrayList<>(tasks.values());
    listed.removeIf(task -> !task.session.isIn(version));
    listed.removeIf(task -> task.createdAt().plus(listLag).isAfter(now));
    Collections.reverse(listed);
    return listed;
  }

  /** The tasks of version 2 whose status has changed since this was last asked, oldest first. */
  public List<CloudTask> changedTasks(Instant now) {
    return tasks.values().stream()
        .filter(task -> task.spec.apiVersion() == ApiVersion.V2 && task.hasChanged(now))
        .toList();
  }

  public CloudSession createSession(ApiVersion version, Settings settings, Instant now) {
    if (activeSessions(now) >= sessionLimit) {
      throw new ErrorResponseException(
          429,
          "Too many concurrent active sessions."
              + " Please wait for one to finish, kill one, or upgrade your plan.");
    }
    CloudSession session = new CloudSession(version, now, settings);
    sessions.put(session.id, session);
    return session;
  }

  /** A session; only version 2 has calls for them. */
  public CloudSession session(UUID id) {
    CloudSession session = sessions.get(id);
    if (session == null || !session.isIn(ApiVersion.V2)) {
      throw new ErrorResponseException(404, "Session not found");
    }
    return session;
  }

  Optional<CloudSession> sharedSession(String token) {
    return sessions.values().stream()
        .filter(session -> session.share().filter(s -> s.token().equals(token)).isPresent())
        .findFirst();
  }

  public List<CloudSession> listedSessions() {
    List<CloudSession> listed = new ArrayList<>(sessions.values());
    listed.removeIf(session -> !session.isIn(ApiVersion.V2));
    Collections.reverse(listed);
    return listed;
  }

  public int activeSessions(Instant now) {
    return (int) sessions.values().stream().filter(s -> s.isActive(now)).count();
  }

  public BigDecimal spent(Instant now) {
    return tasks.values().stream().map(t -> t.cost(now)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public List<RecordedTask> ledger(Instant now) {
    return tasks.values().stream().map(task -> task.record(now)).toList();
  }

  public List<RecordedSession> sessionLedger(Instant now) {
    return sessions.values().stream().map(session -> session.record(now)).toList();
  }

  public void add(TaskScript script) {
    scripts.add(0, script);
  }

  public void setListLag(Duration lag) {
    listLag = lag;
  }

  public void reset() {
    tasks.clear();
    sessions.clear();
    scripts.clear();
    listLag = Duration.ZERO;
  }

  private CloudSession free(UUID id, Instant now) {
    CloudSession session = session(id);
    if (!session.isActive(now)) {
      throw new ErrorResponseException(
          400, "Browser session is stopped. Please start a new session and try again.");
    }
    if (session.tasks.stream().anyMatch(task -> !task.state(now).isTerminal())) {
      throw new ErrorResponseException(
          400,
          "Agent session already has a running task."
              + " Please wait for it to finish or stop it manually.");
    }
    return session;
  }

  private TaskScript scriptFor(String task) {
    return scripts.stream().filter(s -> s.matches(task)).findFirst().orElse(defaultScript);
  }
}
