package com.browseruse.temporal.artifacts.internal;

import com.browseruse.temporal.artifacts.DownloadException;
import com.browseruse.temporal.artifacts.DownloadException.Reason;
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

/** One answer of a storage. Nothing that it throws holds the link. */
public final class Download implements Closeable {
  private static final String INTERRUPTED = "the thread was interrupted";
  private static final int PARTIAL = 206;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

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

  /** Asks for a whole file. */
  public static Download whole(OkHttpClient http, URI link) throws IOException {
    Download download = send(http, request(link).build());
    if (download.response.code() == PARTIAL) {
      download.giveUp();
      throw odd("sent a part of the file, although all was asked for");
    }
    return download;
  }

  /**
   * Asks for the rest of a file; a storage may send the whole file all the same.
   *
   * @param from the first byte to send
   * @param version the ETag that the first part had
   * @param total how long the file is, or -1 if that is not known
   */
  public static Download rest(OkHttpClient http, URI link, long from, String version, long total)
      throws IOException {
    Request request =
        request(link).header("Range", "bytes=" + from + "-").header("If-Range", version).build();
    Download download = send(http, request);
    boolean fits =
        download.response.code() == PARTIAL
            ? download.isRange(from, total)
            : total < 0 || download.length() == total;
    boolean same = version.equals(download.response.header("ETag", version));
    if (!fits || !same) {
      download.giveUp();
      throw odd("sent another part of the file than was asked for");
    }
    return download;
  }

  private static Request.Builder request(URI link) {
    HttpUrl url = HttpUrl.get(link);
    if (url == null) {
      throw new IllegalArgumentException("the link must begin with http:// or https://");
    }
    return new Request.Builder()
        .url(url)
        .header("User-Agent", "browser-use-temporal")
        // Lengths and ranges are those of the file as it is stored.
        .header("Accept-Encoding", "identity");
  }

  private static Download send(OkHttpClient http, Request request) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(INTERRUPTED);
    }
    Call call = http.newCall(request);
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      throw interruptedOr(
          new DownloadException(
              Reason.UNAVAILABLE,
              "the storage could not be reached (" + e.getClass().getSimpleName() + ")"));
    }
    int status = response.code();
    if (status == 200 || status == PARTIAL) {
      return new Download(call, response);
    }
    response.close();
    boolean refused =
        status >= 400 && status < 500 && status != TOO_MANY_REQUESTS && status != REQUEST_TIMEOUT;
    throw new DownloadException(
        refused ? Reason.LINK_REFUSED : Reason.UNAVAILABLE, "the storage answered with " + status);
  }

  private boolean isRange(long from, long total) {
    String range = response.header("Content-Range", "");
    if (!range.matches("bytes \\d{1,18}-\\d{1,18}/(\\d{1,18}|\\*)")) {
      return false;
    }
    String[] parts = range.substring("bytes ".length()).split("[-/]");
    long end = Long.parseLong(parts[1]) + 1;
    long all = parts[2].equals("*") ? total : Long.parseLong(parts[2]);
    return Long.parseLong(parts[0]) == from
        && (all < 0 || all == end)
        && (total < 0 || all == total)
        && (response.body().contentLength() < 0 || response.body().contentLength() == end - from);
  }

  public boolean isPartial() {
    return response.code() == PARTIAL;
  }

  /**
   * What identifies the content. Null if nothing does so exactly, or if it is not known what a
   * whole would be.
   */
  public String version() {
    String etag = response.header("ETag", "");
    return etag.startsWith("\"") && length() >= 0 ? etag : null;
  }

  /** Gives -1 if it is not known. */
  public long length() {
    return isGzip ? -1 : response.body().contentLength();
  }

  /** Reads some bytes; -1 at the end. */
  public int read(byte[] buffer) throws IOException {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw interruptedOr(
          new DownloadException(
              Reason.BROKEN, "the connection broke (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static IOException interruptedOr(DownloadException e) {
    return Thread.currentThread().isInterrupted() ? new InterruptedIOException(INTERRUPTED) : e;
  }

  private static DownloadException odd(String what) {
    return new DownloadException(Reason.BROKEN, "the storage " + what);
  }

  /** Does not read what is left, which may be much. */
  public void giveUp() {
    call.cancel();
    response.close();
  }

  @Override
  public void close() {
    giveUp();
  }
}
