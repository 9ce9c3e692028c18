package com.browseruse.temporal.artifacts;

import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException.Reason;
import com.browseruse.temporal.artifacts.ArtifactStore.Upload;
import com.browseruse.temporal.artifacts.internal.Download;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * Copies downloads into a store, a few kilobytes at a time. It sends no key: the link is all that a
 * storage needs. Safe for use by many threads.
 *
 * <p>A copy that breaks off begins again, up to five times, and leaves a whole file or none. A link
 * that the storage refuses is replaced by a new one, twice. A redirect is followed from https to
 * https and from http to http, but not from one to the other.
 */
public final class ArtifactCopier implements AutoCloseable {

  /** The largest file in bytes unless told otherwise: 1 GiB. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Links for one copy: they expire, but not all the time. */
  private static final int MAX_LINKS = 3;

  /** Connections of one copy that may break before the caller decides when to begin again. */
  private static final int MAX_BREAKS = 5;

  private final ArtifactStore store;
  private final long maxBytes;
  private final OkHttpClient http;

  /** For tests: how long to wait for a byte. */
  ArtifactCopier(ArtifactStore store, long maxBytes, Duration readTimeout) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes must be more than 0, but is " + maxBytes);
    }
    this.store = store;
    this.maxBytes = maxBytes;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(readTimeout)
            // If the thread is interrupted, a race between addresses throws what is not declared.
            .fastFallback(false)
            .followRedirects(true)
            .followSslRedirects(false)
            .build();
  }

  /**
   * Creates a copier.
   *
   * @param store where to copy to
   * @param maxBytes the largest file that is copied, in bytes; more than zero
   * @return the copier; close it when done
   */
  public static ArtifactCopier create(ArtifactStore store, long maxBytes) {
    return new ArtifactCopier(store, maxBytes, READ_TIMEOUT);
  }

  /**
   * Copies a file, in place of what the store has.
   *
   * @param path where to put it
   * @param links gives a link to the file, each time a new one; what it throws ends the copy
   * @param progress told how far the copy is
   * @return the file in the store
   * @throws DownloadException if the file could not be downloaded
   * @throws IOException if the store failed, or the thread was interrupted
   */
  public Artifact copy(String path, Supplier<URI> links, Progress progress) throws IOException {
    URI link = links.get();
    int linksUsed = 1;
    int breaks = 0;
    while (true) {
      try {
        return copyOnce(path, link, progress);
      } catch (DownloadException e) {
        if (e.reason() == Reason.LINK_REFUSED && linksUsed < MAX_LINKS) {
          linksUsed++;
          link = links.get();
        } else if (e.reason() == Reason.BROKEN && breaks < MAX_BREAKS) {
          breaks++;
        } else {
          throw e;
        }
      }
    }
  }

  private Artifact copyOnce(String path, URI link, Progress progress) throws IOException {
    try (Download download = Download.open(http, link)) {
      long total = download.length();
      refuseIfTooLarge(total);
      try (Upload upload = store.open(path)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        progress.report(0, total);
        for (int n = download.read(buffer); n >= 0; n = download.read(buffer)) {
          bytes += n;
          refuseIfTooLarge(bytes);
          upload.write(buffer, 0, n);
          progress.report(bytes, total);
        }
        if (total >= 0 && bytes != total) {
          throw new DownloadException(
              Reason.BROKEN,
              "the download ended after " + bytes + " bytes, but " + total + " were announced");
        }
        return upload.complete();
      }
    }
  }

  private void refuseIfTooLarge(long bytes) throws DownloadException {
    if (bytes > maxBytes) {
      throw new DownloadException(
          Reason.TOO_LARGE,
          "the file is larger than " + maxBytes + " bytes, the most to be copied");
    }
  }

  /** Closes connections and ends threads. Copies under way fail. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** Told how far a copy is, after every few kilobytes. What it throws ends the copy. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Hears how far the copy is.
     *
     * @param bytes how many are written; 0 when the copy begins, and when it begins again
     * @param total how many there are in all, or -1 if the storage does not say
     */
    void report(long bytes, long total);
  }

  /**
   * A download did not work. The message never holds the link, which is a secret, and there is no
   * cause, whose message could.
   */
  public static final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Reason reason;

    /**
     * Creates it.
     *
     * @param reason why the download did not work
     * @param message for people; must not hold the link
     */
    public DownloadException(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    /** {@return why the download did not work} */
    public Reason reason() {
      return reason;
    }

    /** Why a download did not work. */
    public enum Reason {
      /** The storage accepted neither the link nor new ones: expired, or the file is gone. */
      LINK_REFUSED,

      /** The file is larger than allowed. Final. */
      TOO_LARGE,

      /** The connection broke again and again, or what came was not what was announced. */
      BROKEN,

      /** The storage could not be reached, or cannot send the file now. */
      UNAVAILABLE
    }
  }
}
