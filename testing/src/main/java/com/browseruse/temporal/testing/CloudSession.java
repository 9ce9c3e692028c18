package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A browser session that the emulator holds. */
final class CloudSession {

  private final UUID id = UUID.randomUUID();
  private final ApiVersion apiVersion;
  private final Instant startedAt;
  private final boolean keepAlive;
  private final boolean persistMemory;
  private final List<CloudTask> tasks = new ArrayList<>();
  private Instant stoppedAt;
  private boolean deleted;
  private Share share;

  CloudSession(ApiVersion apiVersion, Instant startedAt, boolean keepAlive, boolean persistMemory) {
    this.apiVersion = apiVersion;
    this.startedAt = startedAt;
    this.keepAlive = keepAlive;
    this.persistMemory = persistMemory;
  }

  UUID id() {
    return id;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  boolean persistMemory() {
    return persistMemory;
  }

  List<CloudTask> tasks() {
    return List.copyOf(tasks);
  }

  void add(CloudTask task) {
    tasks.add(task);
  }

  /** Whether it can be seen through a version of the API. */
  boolean isIn(ApiVersion version) {
    return apiVersion == version && !deleted;
  }

  /** Its public page, if it has one. */
  Optional<Share> share() {
    return Optional.ofNullable(share).filter(there -> !deleted);
  }

  /** Its public page, made if it has none. */
  Share shared() {
    if (share == null) {
      share = new Share();
    }
    return share;
  }

  void unshare() {
    share = null;
  }

  boolean deleted() {
    return deleted;
  }

  boolean isActive(Instant now) {
    return finishedAt(now) == null;
  }

  boolean isBusy(Instant now) {
    return tasks.stream().anyMatch(task -> !task.state(now).status().isTerminal());
  }

  /** When it ended, or null. One that is not kept alive ends with its task. */
  Instant finishedAt(Instant now) {
    if (stoppedAt != null || keepAlive || tasks.isEmpty()) {
      return stoppedAt;
    }
    return tasks.get(tasks.size() - 1).state(now).finishedAt();
  }

  void stop(Instant now) {
    if (isActive(now)) {
      tasks.forEach(task -> task.end(now));
      stoppedAt = now;
    }
  }

  void delete(Instant now) {
    stop(now);
    deleted = true;
  }
}
