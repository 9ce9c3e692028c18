package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.RecordedSession;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A browser session that the emulator holds. */
public final class CloudSession {
  /** What a caller may ask of a session; one that is not kept alive ends with its task. */
  public record Settings(boolean keepAlive, boolean persistMemory) {}

  /** The public page of a session: whoever has its token may read it. */
  public record Share(String token, int views, @Nullable Instant lastViewedAt) {}

  public final UUID id = UUID.randomUUID();
  private final ApiVersion apiVersion;
  public final Instant startedAt;
  public final Settings settings;
  public final List<CloudTask> tasks = new ArrayList<>();
  private @Nullable Instant stoppedAt;
  private boolean deleted;
  private @Nullable Share share;

  CloudSession(ApiVersion apiVersion, Instant startedAt, Settings settings) {
    this.apiVersion = apiVersion;
    this.startedAt = startedAt;
    this.settings = settings;
  }

  boolean isIn(ApiVersion version) {
    return apiVersion == version && !deleted;
  }

  public Optional<Share> share() {
    return Optional.ofNullable(share).filter(there -> !deleted);
  }

  public Share createShare() {
    if (share == null) {
      share = new Share(UUID.randomUUID().toString().replace("-", ""), 0, null);
    }
    return share;
  }

  void countShareView(Instant now) {
    share().ifPresent(seen -> share = new Share(seen.token(), seen.views() + 1, now));
  }

  public void deleteShare() {
    share = null;
  }

  public boolean isActive(Instant now) {
    return finishedAt(now) == null;
  }

  public @Nullable Instant finishedAt(Instant now) {
    if (stoppedAt != null || settings.keepAlive() || tasks.isEmpty()) {
      return stoppedAt;
    }
    return tasks.get(tasks.size() - 1).state(now).finishedAt();
  }

  public void stop(Instant now) {
    if (isActive(now)) {
      tasks.forEach(task -> task.end(now));
      stoppedAt = now;
    }
  }

  RecordedSession record(Instant now) {
    return new RecordedSession(
        id.toString(), settings.keepAlive(), tasks.size(), startedAt, finishedAt(now));
  }

  public void delete(Instant now) {
    stop(now);
    deleted = true;
  }
}
