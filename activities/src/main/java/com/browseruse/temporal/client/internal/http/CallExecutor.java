package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import java.io.IOException;
import java.util.Objects;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Joins transport, mapping and errors: a call in, a value or an error by meaning out. */
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

  /** The value, or the response that refused it. */
  public record Attempt<T>(@Nullable T value, @Nullable Response refusal) {

    public T required() {
      return Objects.requireNonNull(value);
    }
  }

  private final Transport transport;
  private final ErrorMapper errors;

  public CallExecutor(BrowserUseClientOptions options, Endpoint endpoint) {
    MessageCleaner cleaner = new MessageCleaner(options.getApiKey());
    this.transport = new Transport(options, endpoint, cleaner);
    this.errors = new ErrorMapper(options.getClock(), cleaner);
  }

  /** Makes a value of the response, or throws what its refusal means. */
  public <T> T execute(ApiCall call, Reader<T> reader) {
    Attempt<T> attempt = attempt(call, reader);
    if (attempt.refusal() != null) {
      throw error(call, attempt.refusal());
    }
    return attempt.required();
  }

  /** Reads nothing but the status. */
  public void execute(ApiCall call) {
    execute(call, body -> call);
  }

  /** Executes the call, and leaves a refusal to the caller. */
  public <T> Attempt<T> attempt(ApiCall call, Reader<T> reader) {
    return transport.exchange(
        call,
        (head, source) -> {
          if (!head.isSuccess()) {
            return new Attempt<>(null, head.withBody(firstBytes(source)));
          }
          try {
            return new Attempt<>(reader.read(new JsonBody(source)), null);
          } catch (UnreadableResponseException e) {
            throw ErrorMapper.unreadable(call, head, e);
          }
        });
  }

  public BrowserUseException error(ApiCall call, Response refusal) {
    return errors.of(call, refusal);
  }

  @Override
  public void close() {
    transport.close();
  }

  private static byte[] firstBytes(BufferedSource source) throws IOException {
    return source.request(MAX_ERROR_BODY)
        ? source.readByteArray(MAX_ERROR_BODY)
        : source.readByteArray();
  }
}
