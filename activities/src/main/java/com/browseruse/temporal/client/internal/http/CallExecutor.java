package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One exchange over HTTP: a call in, a value or an error by meaning out. Each call is sent at most
 * once, and a failure says whether it was sent.
 */
public final class CallExecutor implements AutoCloseable {
  /** Room for a validation error, which can repeat the request several times. */
  public static final long MAX_ERROR_BODY = 1L << 20;

  /**
   * Where a version of the API lives, such as {@code /api/v2}, and the header that carries the key
   * behind a prefix.
   */
  public record Endpoint(String basePath, String keyHeader, String keyPrefix) {}

  /** Makes a value of a response while it arrives. */
  public interface Reader<T> {
    T read(JsonBody body) throws IOException, UnreadableResponseException;
  }

  private static final Set<String> NEED_BODY = Set.of("POST", "PUT", "PATCH");
  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl base;
  private final Endpoint endpoint;
  private final String apiKey;
  private final MessageCleaner cleaner;
  private final ErrorMapper errors;
  private final RequestGate gate;
  private final OkHttpClient pooled;
  private final OkHttpClient fresh;
  private final Duration callTimeout;
  private volatile boolean closed;

  public CallExecutor(BrowserUseClientOptions options, Endpoint endpoint) {
    this.base = HttpUrl.get(options.getBaseUrl().resolve(endpoint.basePath()).toString());
    this.endpoint = endpoint;
    this.apiKey = options.getApiKey();
    this.callTimeout = options.getCallTimeout();
    this.cleaner = new MessageCleaner(apiKey);
    this.gate = new RequestGate(options.getClock());
    this.errors = new ErrorMapper(options.getClock(), cleaner);
    this.pooled =
        new OkHttpClient.Builder()
            .connectTimeout(options.getConnectTimeout())
            .readTimeout(options.getReadTimeout())
            .writeTimeout(options.getReadTimeout())
            .callTimeout(options.getCallTimeout())
            .connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS))
            .retryOnConnectionFailure(false)
            // It would connect on other threads, and an interrupt would come out as an exception
            // that no call declares.
            .fastFallback(false)
            // A redirect could carry the key, and a create, to another host.
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionSpecs(connections(base))
            .eventListenerFactory(call -> call.request().tag(Progress.class))
            .addNetworkInterceptor(
                chain -> {
                  // Nothing but the writing of the request comes after this.
                  Objects.requireNonNull(chain.request().tag(Progress.class)).lastCheck.run();
                  return withoutInvitation(chain.proceed(chain.request()));
                })
            .build();
    // The server may close an idle connection at the moment when we use it, and a create that
    // fails so may have been done. A new connection costs little next to a task, and is never idle.
    this.fresh =
        pooled.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS)).build();
  }

  /** Without TLS, as with an emulator, none of it is loaded, which takes part of a second. */
  private static List<ConnectionSpec> connections(HttpUrl base) {
    return List.of(base.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT);
  }

  /** Reads nothing but the status. */
  public void execute(ApiCall call) {
    execute(call, body -> call);
  }

  /** Makes a value of the response, or throws what its refusal means. */
  public <T> T execute(ApiCall call, Reader<T> reader) {
    return execute(call, reader, limit -> {});
  }

  /** The same; what the last check throws before the first byte leaves is thrown here. */
  public <T> T execute(ApiCall call, Reader<T> reader, Consumer<Duration> lastCheck) {
    Progress progress = new Progress(() -> lastCheck.accept(callTimeout));
    OkHttpClient client = call.method().equals("POST") ? fresh : pooled;
    try {
      refuseIfUseless();
      refuseIfClosed(call);
      try (okhttp3.Response response = client.newCall(request(call, progress)).execute()) {
        BufferedSource source = response.body().source();
        byte[] refusal = response.isSuccessful() ? new byte[0] : firstBytes(source);
        Response head =
            new Response(response.code(), response.message(), response.headers(), refusal);
        if (response.isSuccessful()) {
          return read(call, head, reader, source);
        }
        BrowserUseException error = errors.of(call, head);
        if (error instanceof BrowserUseException.RateLimited) {
          error.retryAfter().ifPresent(gate::close);
        }
        throw error;
      }
    } catch (IOException e) {
      throw failure(call, progress, e);
    }
  }

  private static <T> T read(ApiCall call, Response head, Reader<T> reader, BufferedSource source)
      throws IOException {
    try {
      return reader.read(new JsonBody(source));
    } catch (UnreadableResponseException e) {
      throw ErrorMapper.unreadable(call, head, e);
    }
  }

  private static byte[] firstBytes(BufferedSource source) throws IOException {
    return source.request(MAX_ERROR_BODY)
        ? source.readByteArray(MAX_ERROR_BODY)
        : source.readByteArray();
  }

  @Override
  public void close() {
    closed = true;
    pooled.dispatcher().cancelAll();
    pooled.dispatcher().executorService().shutdown();
    pooled.connectionPool().evictAll();
    fresh.connectionPool().evictAll();
  }

  /** An interrupted thread cannot read the response, so it had better not ask. */
  private void refuseIfUseless() throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the thread was interrupted before the request was sent");
    }
  }

  private void refuseIfClosed(ApiCall call) {
    Duration wait =
        gate.enter(!call.method().equals("GET") || call.subject() == ApiCall.Subject.LIST);
    if (wait != null) {
      throw new BrowserUseException.RateLimited(
          new BrowserUseException.Details(
              null,
              0,
              call.label()
                  + " was not sent: the API has been asked too often, and wants to be left alone",
              wait,
              call.followsChange(),
              null));
    }
  }

  private Request request(ApiCall call, Progress progress) {
    HttpUrl.Builder url = base.newBuilder();
    call.path().forEach(url::addPathSegment);
    call.query().forEach(url::addQueryParameter);
    return new Request.Builder()
        .url(url.build())
        .header(endpoint.keyHeader(), endpoint.keyPrefix() + apiKey)
        .header("User-Agent", "browser-use-temporal")
        .header("Accept", "application/json")
        .method(call.method(), body(call))
        .tag(Progress.class, progress)
        .build();
  }

  /** The HTTP library wants a body for some methods, even where the API wants none. */
  private static @Nullable RequestBody body(ApiCall call) {
    return call.body() != null
        ? new OneShotBody(call.body().toString().getBytes(StandardCharsets.UTF_8))
        : NEED_BODY.contains(call.method()) ? RequestBody.EMPTY : null;
  }

  /** A body that the HTTP library must not send twice, whatever the response. */
  private static final class OneShotBody extends RequestBody {
    private final byte[] bytes;

    OneShotBody(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }

  private BrowserUseException failure(ApiCall call, Progress progress, IOException e) {
    IOException cause = presentable(e);
    boolean mayHaveTakenEffect = progress.sending ? !call.onlyReads() : call.followsChange();
    BrowserUseException.Details details =
        new BrowserUseException.Details(call.label(), 0, null, null, mayHaveTakenEffect, cause);
    return progress.sending
        ? new BrowserUseException.NoResponse(details)
        : new BrowserUseException.ConnectionFailed(details);
  }

  /**
   * A message of the HTTP library can quote a broken response, at length and with what it echoes.
   */
  private IOException presentable(IOException e) {
    String message = e.getMessage();
    String clean = cleaner.clean(message, MessageCleaner.SENTENCE);
    return message == null || message.equals(clean) ? e : new IOException(clean);
  }

  /** The HTTP library takes {@code 503} with {@code Retry-After: 0} as an invitation to repeat. */
  private static okhttp3.Response withoutInvitation(okhttp3.Response response) {
    return response.code() == 503 && response.header("Retry-After", "").matches("0+")
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  /** Notes whether a byte of the request may have left. */
  private static final class Progress extends EventListener {
    private final Runnable lastCheck;
    private volatile boolean sending;

    Progress(Runnable lastCheck) {
      this.lastCheck = lastCheck;
    }

    @Override
    public void requestHeadersStart(Call call) {
      sending = true;
    }
  }
}
