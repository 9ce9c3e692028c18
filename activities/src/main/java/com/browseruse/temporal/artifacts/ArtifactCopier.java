package com.browseruse.temporal.artifacts;

import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException.Reason;
import com.browseruse.temporal.artifacts.ArtifactStore.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;

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

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String INTERRUPTED = "the thread was interrupted";

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
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(readTimeout)
            // If the thread is interrupted, a race between addresses throws what is not declared.
            .fastFallback(false)
            .followRedirects(true)
            .followSslRedirects(false)
            .build();
  }

  /** {@return a copier into a store, for files of up to so many bytes; close it when done} */
  public static ArtifactCopier create(ArtifactStore store, long maxBytes) {
    return new ArtifactCopier(store, maxBytes, Duration.ofSeconds(30));
  }

  /**
   * Copies a file, in place of what the store has.
   *
   * @param links gives a link to the file, each time a new one; what it throws ends the copy
   * @throws DownloadException if the file could not be downloaded
   * @throws IOException if the store failed, or the thread was interrupted
   */
  public Artifact copy(String path, Supplier<URI> links, Progress progress) throws IOException {
    URI link = links.get();
    for (int linksUsed = 1, breaks = 0; ; ) {
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
    try (Download download = open(link)) {
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

  private Download open(URI link) throws IOException {
    HttpUrl url = HttpUrl.get(link);
    if (url == null) {
      throw new IllegalArgumentException("the link must begin with http:// or https://");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(INTERRUPTED);
    }
    // The length is that of the file as it is stored.
    Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
    Call call = http.newCall(request.header("User-Agent", "browser-use-temporal").build());
    Download download;
    try {
      download = new Download(call, call.execute());
    } catch (IOException e) {
      throw interruptedOr(Reason.UNAVAILABLE, "the storage could not be reached", e);
    }
    int status = download.response().code();
    if (status == 200) {
      return download;
    }
    download.close();
    throw new DownloadException(reasonOf(status), "the storage answered with " + status);
  }

  private static Reason reasonOf(int status) {
    return switch (status) {
      case 206 -> Reason.BROKEN; // A part of the file, although all was asked for, is no use.
      case 408, 429 -> Reason.UNAVAILABLE;
      default -> status / 100 == 4 ? Reason.LINK_REFUSED : Reason.UNAVAILABLE;
    };
  }

  /** The message of the cause, and so the cause, may hold the link. */
  private static IOException interruptedOr(Reason reason, String message, IOException cause) {
    return Thread.currentThread().isInterrupted()
        ? new InterruptedIOException(INTERRUPTED)
        : new DownloadException(reason, message + " (" + cause.getClass().getSimpleName() + ")");
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

  /** A response of a storage. Nothing that it throws holds the link. */
  private record Download(Call call, Response response, BufferedSource content)
      implements Closeable {
    Download(Call call, Response response) {
      // Asked for the bytes as they are; but what was stored compressed comes compressed.
      this(
          call,
          response,
          isGzip(response)
              ? Okio.buffer(new GzipSource(response.body().source()))
              : response.body().source());
    }

    private static boolean isGzip(Response response) {
      return "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
    }

    /** In bytes; -1 if it is not known. */
    long length() {
      return isGzip(response) ? -1 : response.body().contentLength();
    }

    /** Reads some bytes; -1 at the end. */
    int read(byte[] buffer) throws IOException {
      try {
        return content.read(buffer);
      } catch (IOException e) {
        throw interruptedOr(Reason.BROKEN, "the connection broke", e);
      }
    }

    /** Does not read what is left, which may be much. */
    @Override
    public void close() {
      call.cancel();
      response.close();
    }
  }

  /** Told how far a copy is, after every few kilobytes. What it throws ends the copy. */
  @FunctionalInterface
  public interface Progress {
    /** Hears how many bytes are written, from 0 with each try, of how many; -1 if unknown. */
    void report(long bytes, long total);
  }

  /**
   * A download did not work. The message never holds the link, which is a secret, and there is no
   * cause, whose message could.
   */
  public static final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Creates it; the message must not hold the link. */
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
