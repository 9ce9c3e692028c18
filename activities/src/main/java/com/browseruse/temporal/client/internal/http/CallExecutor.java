package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Joins transport, mapping and errors: a call in, a value or an error by meaning out. */
public final class CallExecutor implements AutoCloseable {

  /**
   * The longest response that can hold what an agent wrote: a task, or a page of them. It is read
   * while it arrives, and so costs the memory that its texts need and no more.
   */
  public static final long MAX_BODY = 64L << 20;

  /** The longest other response: an id, a link, an account. */
  public static final long MAX_SHORT_BODY = 1L << 20;

  /** Room for a validation error, which can repeat the request several times. */
  public static final long MAX_ERROR_BODY = 1L << 20;

  /**
   * Where a version of the API lives, such as {@code /api/v2}, and the header that carries the key
   * behind a prefix.
   */
  public record Endpoint(String basePath, String keyHeader, String keyPrefix) {}

  /** Makes a value of a response that is an object. */
  public interface Reader<T> {
    T read(JsonNode json) throws UnreadableResponseException;
  }

  /** Makes a value of a response while it arrives. */
  public interface BodyReader<T> {
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

  /** Reads a short object. */
  public <T> T execute(ApiCall call, Reader<T> reader) {
    return executeShort(call, body -> reader.read(body.object()));
  }

  /** Reads something short that may be no JSON. */
  public <T> T executeShort(ApiCall call, BodyReader<T> reader) {
    return value(call, attempt(call, MAX_SHORT_BODY, reader));
  }

  /** Reads something that can hold what an agent wrote. */
  public <T> T executeLong(ApiCall call, BodyReader<T> reader) {
    return value(call, attempt(call, reader));
  }

  /** Reads nothing but the status. */
  public void execute(ApiCall call) {
    executeShort(call, body -> call);
  }

  /** Reads as {@link #executeLong} does, and leaves a refusal to the caller. */
  public <T> Attempt<T> attempt(ApiCall call, BodyReader<T> reader) {
    return attempt(call, MAX_BODY, reader);
  }

  public BrowserUseException error(ApiCall call, Response refusal) {
    return errors.of(call, refusal);
  }

  @Override
  public void close() {
    transport.close();
  }

  private <T> T value(ApiCall call, Attempt<T> attempt) {
    if (attempt.refusal() != null) {
      throw error(call, attempt.refusal());
    }
    return attempt.required();
  }

  private <T> Attempt<T> attempt(ApiCall call, long limit, BodyReader<T> reader) {
    return transport.exchange(
        call,
        (head, source) -> {
          if (!head.isSuccess()) {
            return new Attempt<>(null, head.withBody(firstBytes(source)));
          }
          try {
            return new Attempt<>(reader.read(new JsonBody(source.inputStream(), limit)), null);
          } catch (UnreadableResponseException e) {
            throw ErrorMapper.unreadable(call, head, e);
          }
        });
  }

  private static byte[] firstBytes(BufferedSource source) throws IOException {
    return source.request(MAX_ERROR_BODY)
        ? source.readByteArray(MAX_ERROR_BODY)
        : source.readByteArray();
  }
}
