package com.browseruse.temporal.testing;

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

/**
 * The emulated service itself: tasks and sessions, in no particular API version. It has no clock;
 * every call says what time it is. Not safe for several threads at once: its owner locks.
 */
final class Cloud {

  private static final Scenario DEFAULTS = Scenario.newBuilder().build();

  private final int sessionLimit;
  private final Map<UUID, CloudTask> tasks = new LinkedHashMap<>();
  private final Map<UUID, CloudSession> sessions = new LinkedHashMap<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private Duration listLag = Duration.ZERO;

  Cloud(int sessionLimit) {
    this.sessionLimit = sessionLimit;
  }

  int sessionLimit() {
    return sessionLimit;
  }

  CloudTask createTask(TaskSpec spec, Instant now) {
    CloudSession session =
        spec.sessionId() == null
            ? createSession(spec.apiVersion(), false, true, now)
            : free(spec.sessionId(), now);
    CloudTask task = new CloudTask(spec, session, Play.of(scenarioFor(spec.task()), spec), now);
    session.add(task);
    if (spec.extras().publicShare()) {
      session.shared();
    }
    tasks.put(task.id(), task);
    return task;
  }

  /** A task through whichever version it was made. */
  Optional<CloudTask> find(UUID taskId) {
    return Optional.ofNullable(tasks.get(taskId)).filter(task -> !task.session().deleted());
  }

  CloudTask task(ApiVersion version, UUID id) {
    return find(id)
        .filter(task -> task.session().isIn(version))
        .orElseThrow(() -> new CloudException(Problem.NO_SUCH_TASK));
  }

  /** Stops a task and, if asked to and if the task obeys, its session. */
  void stop(CloudTask task, boolean sessionToo, Instant now) {
    if (task.stop(now) && sessionToo) {
      task.session().stop(now);
    }
  }

  /** The tasks that a version's lists show by now, newest first. */
  List<CloudTask> listedTasks(ApiVersion version, Instant now) {
    List<CloudTask> listed = new ArrayList<>();
    for (CloudTask task : tasks.values()) {
      if (task.session().isIn(version) && !task.createdAt().plus(listLag).isAfter(now)) {
        listed.add(task);
      }
    }
    Collections.reverse(listed);
    return listed;
  }

  CloudSession createSession(
      ApiVersion version, boolean keepAlive, boolean persistMemory, Instant now) {
    if (activeSessions(now) >= sessionLimit) {
      throw new CloudException(Problem.TOO_MANY_SESSIONS);
    }
    CloudSession session = new CloudSession(version, now, keepAlive, persistMemory);
    sessions.put(session.id(), session);
    return session;
  }

  /** A session; only version 2 has calls for them. */
  CloudSession session(UUID id) {
    CloudSession session = sessions.get(id);
    if (session == null || !session.isIn(ApiVersion.V2)) {
      throw new CloudException(Problem.NO_SUCH_SESSION);
    }
    return session;
  }

  Optional<CloudSession> sharedSession(String token) {
    return sessions.values().stream()
        .filter(session -> session.share().filter(s -> s.token().equals(token)).isPresent())
        .findFirst();
  }

  /** The sessions that version 2 shows, newest first. */
  List<CloudSession> listedSessions() {
    List<CloudSession> listed =
        new ArrayList<>(sessions.values().stream().filter(s -> s.isIn(ApiVersion.V2)).toList());
    Collections.reverse(listed);
    return listed;
  }

  int activeSessions(Instant now) {
    return (int) sessions.values().stream().filter(s -> s.isActive(now)).count();
  }

  BigDecimal spent(Instant now) {
    return tasks.values().stream().map(t -> t.cost(now)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<RecordedTask> ledger(Instant now) {
    return tasks.values().stream().map(task -> task.record(now)).toList();
  }

  void add(Scenario scenario) {
    scenarios.add(0, scenario);
  }

  void setListLag(Duration lag) {
    listLag = lag;
  }

  void reset() {
    tasks.clear();
    sessions.clear();
    scenarios.clear();
    listLag = Duration.ZERO;
  }

  private CloudSession free(UUID id, Instant now) {
    CloudSession session = session(id);
    if (!session.isActive(now)) {
      throw new CloudException(Problem.SESSION_STOPPED);
    }
    if (session.isBusy(now)) {
      throw new CloudException(Problem.SESSION_BUSY);
    }
    return session;
  }

  private Scenario scenarioFor(String task) {
    return scenarios.stream().filter(s -> s.matches(task)).findFirst().orElse(DEFAULTS);
  }
}
