package com.browseruse.temporal.activities;

import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.ArtifactStore;

/** How the activities work. */
public final class BrowserTaskActivitiesOptions {
  private static final BrowserTaskActivitiesOptions DEFAULT = newBuilder().build();

  private final boolean allowPlaintextSecrets;
  private final ArtifactStore artifactStore;
  private final long maxArtifactBytes;

  private BrowserTaskActivitiesOptions(Builder builder) {
    this.allowPlaintextSecrets = builder.allowPlaintextSecrets;
    this.artifactStore = builder.artifactStore;
    this.maxArtifactBytes = builder.maxArtifactBytes;
  }

  /**
   * Gives the defaults.
   *
   * @return options that are as good as none
   */
  public static BrowserTaskActivitiesOptions getDefaultInstance() {
    return DEFAULT;
  }

  /**
   * Starts with the defaults.
   *
   * @return a builder
   */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Tells whether literal secrets in an input are accepted.
   *
   * @return true if so
   */
  public boolean isAllowPlaintextSecrets() {
    return allowPlaintextSecrets;
  }

  /**
   * Gives where logs, files and long outputs are kept.
   *
   * @return the store, or null if there is none
   */
  public ArtifactStore getArtifactStore() {
    return artifactStore;
  }

  /**
   * Gives the size of the largest file that is copied into the store.
   *
   * @return bytes
   */
  public long getMaxArtifactBytes() {
    return maxArtifactBytes;
  }

  /** Collects the options. */
  public static final class Builder {
    private boolean allowPlaintextSecrets;
    private ArtifactStore artifactStore;
    private long maxArtifactBytes = ArtifactCopier.DEFAULT_MAX_BYTES;

    private Builder() {}

    /**
     * Sets whether literal secrets in an input are accepted, which only makes sense if payloads are
     * encrypted.
     *
     * @param allow true if so. Default {@code false}
     * @return this
     */
    public Builder allowPlaintextSecrets(boolean allow) {
      this.allowPlaintextSecrets = allow;
      return this;
    }

    /**
     * Sets where logs, files and long outputs are kept.
     *
     * @param store the store. Default: none, so that nothing can be collected and a long output is
     *     cut
     * @return this
     */
    public Builder artifactStore(ArtifactStore store) {
      this.artifactStore = store;
      return this;
    }

    /**
     * Sets how large a file may be that is copied into the store.
     *
     * @param bytes more than zero. Default 1 GiB
     * @return this
     */
    public Builder maxArtifactBytes(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("maxArtifactBytes must be more than 0, but is " + bytes);
      }
      this.maxArtifactBytes = bytes;
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     */
    public BrowserTaskActivitiesOptions build() {
      return new BrowserTaskActivitiesOptions(this);
    }
  }
}
