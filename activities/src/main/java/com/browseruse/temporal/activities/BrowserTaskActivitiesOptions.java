package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.ArtifactStore;
import org.jspecify.annotations.Nullable;

/** How the activities work. */
public final class BrowserTaskActivitiesOptions {
  /** How many requests all workers of a task queue may send in a second unless told otherwise. */
  public static final double DEFAULT_REQUESTS_PER_SECOND = 20;

  private static final BrowserTaskActivitiesOptions DEFAULT = newBuilder().build();

  private final boolean allowPlaintextSecrets;
  private final @Nullable ArtifactStore artifactStore;
  private final long maxArtifactBytes;
  private final int maxWaitingCreates;
  private final double requestsPerSecond;

  private BrowserTaskActivitiesOptions(Builder builder) {
    this.allowPlaintextSecrets = builder.allowPlaintextSecrets;
    this.artifactStore = builder.artifactStore;
    this.maxArtifactBytes = builder.maxArtifactBytes;
    this.maxWaitingCreates = builder.maxWaitingCreates;
    this.requestsPerSecond = builder.requestsPerSecond;
  }

  /** {@return the defaults} */
  public static BrowserTaskActivitiesOptions getDefaultInstance() {
    return DEFAULT;
  }

  /** {@return a builder that holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** {@return a builder that holds these options} */
  public Builder toBuilder() {
    return new Builder()
        .allowPlaintextSecrets(allowPlaintextSecrets)
        .artifactStore(artifactStore)
        .maxArtifactBytes(maxArtifactBytes)
        .maxWaitingCreates(maxWaitingCreates)
        .requestsPerSecond(requestsPerSecond);
  }

  /** {@return whether literal secrets in an input are accepted} */
  public boolean isAllowPlaintextSecrets() {
    return allowPlaintextSecrets;
  }

  /** {@return where logs, files and long outputs are kept, or null for nowhere} */
  public @Nullable ArtifactStore getArtifactStore() {
    return artifactStore;
  }

  /** {@return how many bytes a file may have that is copied into the store} */
  public long getMaxArtifactBytes() {
    return maxArtifactBytes;
  }

  /** {@return how many creates may wait for a session within their activity} */
  public int getMaxWaitingCreates() {
    return maxWaitingCreates;
  }

  /** {@return how many requests all workers of a task queue may send in a second} */
  public double getRequestsPerSecond() {
    return requestsPerSecond;
  }

  /** Collects the options. */
  public static final class Builder {
    private boolean allowPlaintextSecrets;
    private @Nullable ArtifactStore artifactStore;
    private long maxArtifactBytes = ArtifactCopier.DEFAULT_MAX_BYTES;
    private int maxWaitingCreates = SessionQueue.DEFAULT_SEATS;
    private double requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;

    private Builder() {}

    /** Sets whether literal secrets are accepted, as only encrypted payloads should; default no. */
    public Builder allowPlaintextSecrets(boolean allow) {
      this.allowPlaintextSecrets = allow;
      return this;
    }

    /**
     * Sets where logs, files and long outputs are kept. Default: nowhere, so that nothing can be
     * collected and a long output is cut.
     */
    public Builder artifactStore(@Nullable ArtifactStore store) {
      this.artifactStore = store;
      return this;
    }

    /** Sets how many bytes a file may have that is copied; more than zero, default 1 GiB. */
    public Builder maxArtifactBytes(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("maxArtifactBytes must be more than 0, but is " + bytes);
      }
      this.maxArtifactBytes = bytes;
      return this;
    }

    /**
     * Sets how many creates may wait for a session within their activity, where each takes one of
     * the worker's activity slots (200 by default), and takes a session as soon as one is free.
     * Those beyond come back after a time. From 0, which is right where a test skips time; default
     * 25. It should be at most a quarter of the slots.
     */
    public Builder maxWaitingCreates(int creates) {
      if (creates < 0) {
        throw new IllegalArgumentException(
            "maxWaitingCreates must be at least 0, but is " + creates);
      }
      this.maxWaitingCreates = creates;
      return this;
    }

    /**
     * Sets how many requests all workers of a task queue may send in a second, of which the watcher
     * takes a fifth at most; more than zero, default 20. The other calls are held back by {@link
     * io.temporal.worker.WorkerOptions.Builder#setMaxTaskQueueActivitiesPerSecond}.
     */
    public Builder requestsPerSecond(double requests) {
      if (!(requests > 0)) {
        throw new IllegalArgumentException(
            "requestsPerSecond must be more than 0, but is " + requests);
      }
      this.requestsPerSecond = requests;
      return this;
    }

    /** {@return the options} */
    public BrowserTaskActivitiesOptions build() {
      return new BrowserTaskActivitiesOptions(this);
    }
  }
}
