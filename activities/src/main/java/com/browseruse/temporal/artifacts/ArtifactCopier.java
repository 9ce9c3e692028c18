package com.browseruse.temporal.artifacts;

import com.browseruse.temporal.artifacts.DownloadException.Reason;
import com.browseruse.temporal.artifacts.internal.Download;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * Copies downloads into a store, a few kilobytes at a time. It sends no key: the link is all that a
 * storage needs. Safe for use by many threads.
 *
 * <p>A connection that breaks is gone on with, in the same copy and in a later one, if the storage
 * tells by an ETag that the content is the same. A link that the storage refuses is replaced by a
 * new one, twice. A redirect is followed from https to https and from http to http, but not from
 * one to the other.
 */
public final class ArtifactCopier implements AutoCloseable {

  /** The largest file in bytes unless told otherwise: 1 GiB. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final int BUFFER = 64 * 1024;

  /** Links for one copy: they expire, but not all the time. */
  private static final int MOST_LINKS = 3;

  /** Connections of one copy that may break before somebody else decides when to go on. */
  private static final int MOST_BREAKS = 5;

  private final ArtifactStore store;
  private final long maxBytes;
  private final OkHttpClient http;

  private ArtifactCopier(ArtifactStore store, long maxBytes, Duration read) {
    this.store = store;
    this.maxBytes = maxBytes;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(read)
            .writeTimeout(read)
            // A race between addresses ends in an undeclared exception if the thread is
            // interrupted.
            .fastFallback(false)
            .followRedirects(true)
            .followSslRedirects(false)
            .build();
  }

  /**
   * Creates a copier.
   *
   * @param store where to copy to
   * @return the copier; close it when done
   */
  public static ArtifactCopier create(ArtifactStore store) {
    return create(store, DEFAULT_MAX_BYTES);
  }

  /**
   * Creates a copier.
   *
   * @param store where to copy to
   * @param maxBytes the largest file that is copied, in bytes; more than zero
   * @return the copier; close it when done
   */
  public static ArtifactCopier create(ArtifactStore store, long maxBytes) {
    return create(store, maxBytes, READ);
  }

  /** For tests: how long to wait for a byte. */
  static ArtifactCopier create(ArtifactStore store, long maxBytes, Duration read) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes must be more than 0, but is " + maxBytes);
    }
    return new ArtifactCopier(store, maxBytes, read);
  }

  /**
   * Copies a file, unless the store has it whole.
   *
   * @param path where to put it
   * @param links gives a link to the file, each time a new one; what it throws ends the copy
   * @param progress told how far it is
   * @return the file in the store
   * @throws DownloadException if the file could not be downloaded
   * @throws IOException if the store failed, or the thread was interrupted
   */
  public Artifact copyIfMissing(String path, Supplier<URI> links, CopyProgress progress)
      throws IOException {
    Optional<Artifact> there = store.find(path);
    return there.isPresent() ? there.get() : copy(path, links, progress);
  }

  /**
   * Copies a file, in place of what the store has.
   *
   * @param path where to put it
   * @param links gives a link to the file, each time a new one; what it throws ends the copy
   * @param progress told how far it is
   * @return the file in the store
   * @throws DownloadException if the file could not be downloaded
   * @throws IOException if the store failed, or the thread was interrupted
   */
  public Artifact copy(String path, Supplier<URI> links, CopyProgress progress) throws IOException {
    URI link = links.get();
    int linksUsed = 1;
    int breaks = 0;
    while (true) {
      try {
        return copyOnce(path, link, progress);
      } catch (DownloadException e) {
        if (e.reason() == Reason.LINK_REFUSED && linksUsed < MOST_LINKS) {
          linksUsed++;
          link = links.get();
        } else if (e.reason() == Reason.BROKEN && breaks < MOST_BREAKS) {
          breaks++;
        } else {
          throw e;
        }
      }
    }
  }

  private Artifact copyOnce(String path, URI link, CopyProgress progress) throws IOException {
    try (Download whole = Download.whole(http, link)) {
      long total = whole.length();
      refuseIfTooLarge(total);
      try (ArtifactUpload upload = open(path, whole.version(), total)) {
        long done = upload.position();
        if (done == 0) {
          return pour(whole, upload, 0, total, progress);
        }
        whole.giveUp();
        if (done == total) {
          progress.at(done, total);
          return upload.complete();
        }
        try (Download rest = Download.rest(http, link, done, whole.version(), total)) {
          // A storage that knows no ranges sends the beginning again.
          return pour(rest, upload, rest.isPartial() ? 0 : done, total, progress);
        }
      }
    } catch (DownloadException e) {
      if (e.reason() == Reason.TOO_LARGE) {
        // Nobody will ever go on with what is there.
        store.open(path, null).close();
      }
      throw e;
    }
  }

  private ArtifactUpload open(String path, String version, long total) throws IOException {
    ArtifactUpload upload = store.open(path, version);
    if (total < 0 || upload.position() <= total) {
      return upload;
    }
    upload.close();
    return store.open(path, null);
  }

  /**
   * Writes what is to come.
   *
   * @param skip how many bytes come first that are written already
   */
  private Artifact pour(
      Download download, ArtifactUpload upload, long skip, long total, CopyProgress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    progress.at(upload.position(), total);
    long toSkip = skip;
    for (int n = download.read(buffer); n >= 0; n = download.read(buffer)) {
      int skipped = (int) Math.min(toSkip, n);
      toSkip -= skipped;
      refuseIfTooLarge(upload.position() + n - skipped);
      upload.write(buffer, skipped, n - skipped);
      progress.at(upload.position(), total);
    }
    if (toSkip > 0 || total >= 0 && upload.position() != total) {
      throw new DownloadException(
          Reason.BROKEN,
          "the download ended after "
              + upload.position()
              + " bytes"
              + (total < 0 ? "" : ", but " + total + " were announced"));
    }
    return upload.complete();
  }

  private void refuseIfTooLarge(long bytes) throws DownloadException {
    if (bytes > maxBytes) {
      throw new DownloadException(
          Reason.TOO_LARGE,
          "the file is larger than " + maxBytes + " bytes, the most to be copied");
    }
  }

  /** Lets go of connections and threads. Copies under way fail. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
