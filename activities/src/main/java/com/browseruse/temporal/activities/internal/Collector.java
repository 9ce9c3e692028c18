package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException;
import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.JsonText;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies what a task left into the artifact store, as part of an activity. */
final class Collector {
  /** After so many attempts, a file without a link that leads to it is taken to be gone. */
  private static final int MAX_REFUSALS = 3;

  private static final Set<String> DENIALS =
      Set.of(FailureTypes.AUTHENTICATION_FAILED, FailureTypes.INSUFFICIENT_CREDITS);

  private final @Nullable ArtifactStore store;
  private final @Nullable ArtifactCopier copier;

  Collector(@Nullable ArtifactStore store, long maxBytes) {
    this.store = store;
    this.copier = store == null ? null : ArtifactCopier.create(store, maxBytes);
  }

  static String logsPath(String taskId) {
    return SafeNames.of(taskId) + "/logs.txt";
  }

  static String outputPath(String taskId) {
    return SafeNames.of(taskId) + "/output.txt";
  }

  /** The name is one of {@link SafeNames#distinct} if there are several files. */
  static String filePath(String taskId, String name) {
    return SafeNames.of(taskId) + "/files/" + SafeNames.of(name);
  }

  boolean hasStore() {
    return store != null;
  }

  /** Copies a download, or finds what an earlier attempt has copied. */
  CollectedArtifact collect(
      String what, String path, Supplier<URI> links, ActivityExecutionContext context) {
    if (store == null || copier == null) {
      throw ActivityFailures.invalid(
          what + " cannot be collected, since this worker has no artifact store");
    }
    try {
      Optional<Artifact> existing = store.find(path);
      return named(
          what,
          existing.isPresent()
              ? existing.get()
              : copier.copy(
                  path,
                  () -> link(what, links, context.getInfo().getAttempt()),
                  (bytes, total) -> context.heartbeat(bytes)));
    } catch (DownloadException e) {
      throw failure(what, e, context.getInfo().getAttempt());
    } catch (IOException e) {
      throw storeFailed(what, e);
    }
  }

  /**
   * Asks for a link. A key that is denied may be changed before the links expire; but what cannot
   * be read as a link, such as a local file or a web page, will not become one.
   */
  private static URI link(String what, Supplier<URI> links, int attempt) {
    try {
      return ActivityFailures.call(links);
    } catch (ApplicationFailure e) {
      if (DENIALS.contains(e.getType())) {
        throw ApplicationFailure.newBuilder(e).setNonRetryable(false).build();
      }
      if (attempt < MAX_REFUSALS || !FailureTypes.UNEXPECTED_RESPONSE.equals(e.getType())) {
        throw e;
      }
      throw ApplicationFailure.newNonRetryableFailure(
          what + " could not be downloaded: " + e.getOriginalMessage(),
          FailureTypes.ARTIFACT_UNAVAILABLE);
    }
  }

  /** Only with a store. */
  CollectedArtifact keep(String what, String path, String text) {
    try {
      ArtifactStore present = Objects.requireNonNull(store);
      return named(what, present.put(path, text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw storeFailed(what, e);
    }
  }

  private static CollectedArtifact named(String what, Artifact artifact) {
    String uri = artifact.uri().toString();
    if (JsonText.size(uri) > CollectedArtifact.LONGEST_URI) {
      throw ApplicationFailure.newNonRetryableFailure(
          what
              + " was stored, but under a URI of more than "
              + CollectedArtifact.LONGEST_URI
              + " bytes",
          FailureTypes.ARTIFACT_STORE_FAILED);
    }
    return new CollectedArtifact(uri, artifact.size(), artifact.sha256());
  }

  private static ApplicationFailure failure(String what, DownloadException e, int attempt) {
    boolean isFinal =
        switch (e.reason()) {
          case TOO_LARGE -> true;
          case LINK_REFUSED -> attempt >= MAX_REFUSALS;
          case BROKEN, UNAVAILABLE -> false;
        };
    return ApplicationFailure.newBuilder()
        .setMessage(what + " could not be downloaded: " + e.getMessage())
        .setType(
            e.reason() == DownloadException.Reason.TOO_LARGE
                ? FailureTypes.ARTIFACT_TOO_LARGE
                : FailureTypes.ARTIFACT_UNAVAILABLE)
        .setNonRetryable(isFinal)
        .build();
  }

  private static ApplicationFailure storeFailed(String what, IOException e) {
    return ApplicationFailure.newFailureWithCause(
        what + " could not be stored: " + (e.getMessage() == null ? e : e.getMessage()),
        FailureTypes.ARTIFACT_STORE_FAILED,
        e);
  }
}
