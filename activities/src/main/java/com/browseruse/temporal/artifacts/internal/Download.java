package com.browseruse.temporal.artifacts.internal;

import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException;
import com.browseruse.temporal.artifacts.ArtifactCopier.DownloadException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;

/** One response of a storage. Nothing that it throws holds the link. */
public final class Download implements Closeable {
  private static final String INTERRUPTED = "the thread was interrupted";
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Call call;
  private final Response response;
  private final boolean isGzip;
  private final BufferedSource content;

  private Download(Call call, Response response) {
    this.call = call;
    this.response = response;
    this.isGzip = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
    // Asked for the bytes as they are; but what was stored compressed comes compressed.
    this.content =
        isGzip ? Okio.buffer(new GzipSource(response.body().source())) : response.body().source();
  }

  public static Download open(OkHttpClient http, URI link) throws IOException {
    HttpUrl url = HttpUrl.get(link);
    if (url == null) {
      throw new IllegalArgumentException("the link must begin with http:// or https://");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(INTERRUPTED);
    }
    Call call =
        http.newCall(
            new Request.Builder()
                .url(url)
                .header("User-Agent", "browser-use-temporal")
                // The length is that of the file as it is stored.
                .header("Accept-Encoding", "identity")
                .build());
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      throw interruptedOr(Reason.UNAVAILABLE, "the storage could not be reached", e);
    }
    if (response.code() == OK) {
      return new Download(call, response);
    }
    call.cancel();
    response.close();
    throw refusal(response.code());
  }

  private static DownloadException refusal(int status) {
    boolean isRefused =
        status >= 400 && status < 500 && status != TOO_MANY_REQUESTS && status != REQUEST_TIMEOUT;
    // A part of the file, although all was asked for, is no use.
    Reason other = status == PARTIAL ? Reason.BROKEN : Reason.UNAVAILABLE;
    return new DownloadException(
        isRefused ? Reason.LINK_REFUSED : other, "the storage answered with " + status);
  }

  /** In bytes; -1 if it is not known. */
  public long length() {
    return isGzip ? -1 : response.body().contentLength();
  }

  /** Reads some bytes; -1 at the end. */
  public int read(byte[] buffer) throws IOException {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw interruptedOr(Reason.BROKEN, "the connection broke", e);
    }
  }

  /** The message of the cause, and so the cause, may hold the link. */
  private static IOException interruptedOr(Reason reason, String message, IOException cause) {
    return Thread.currentThread().isInterrupted()
        ? new InterruptedIOException(INTERRUPTED)
        : new DownloadException(reason, message + " (" + cause.getClass().getSimpleName() + ")");
  }

  /** Does not read what is left, which may be much. */
  @Override
  public void close() {
    call.cancel();
    response.close();
  }
}
