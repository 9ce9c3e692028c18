package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import okio.BufferedSource;

/** Joins transport, mapping and errors: a call in, a value or a typed error out. */
public final class Exchanges implements AutoCloseable {

  /**
   * The longest answer that can hold what an agent wrote: a task, or a page of them. It is read
   * while it arrives, and so costs the memory that its texts need and no more.
   */
  public static final long MAX_BODY = 64L << 20;

  /** The longest other answer: an id, a link, an account. */
  public static final long MAX_SHORT_BODY = 1L << 20;

  /** Room for a validation error, which can repeat the request several times. */
  public static final long MAX_ERROR_BODY = 1L << 20;

  /** Makes a value of an answer. */
  public interface Reader<T> {
    /** Reads an answer that is an object. */
    T read(JsonNode json) throws UnreadableAnswerException;
  }

  /** Makes a value of an answer while it arrives. */
  public interface BodyReader<T> {
    /** Reads an answer. */
    T read(JsonBody body) throws IOException, UnreadableAnswerException;
  }

  /**
   * What came of a call.
   *
   * @param value what was asked for, or null if it was refused
   * @param refusal the answer that refused it, or null
   */
  public record Attempt<T>(T value, Answer refusal) {}

  private final Transport transport;
  private final Errors errors;

  /** Creates the way to one version of the API. */
  public Exchanges(BrowserUseClientOptions options, Endpoint endpoint) {
    ServerText serverText = new ServerText(options.getApiKey());
    this.transport = new Transport(options, endpoint, serverText);
    this.errors = new Errors(options.getClock(), serverText);
  }

  /** Asks for something short. */
  public <T> T ask(ApiCall call, Reader<T> reader) {
    return value(call, attempt(call, MAX_SHORT_BODY, body -> reader.read(body.object())));
  }

  /** Asks for something that can hold what an agent wrote. */
  public <T> T askLong(ApiCall call, BodyReader<T> reader) {
    return value(call, attempt(call, reader));
  }

  /** Asks for something that may be no JSON. */
  public <T> T askText(ApiCall call, BodyReader<T> reader) {
    return value(call, attempt(call, MAX_SHORT_BODY, reader));
  }

  /** Asks for something that has no answer but that it was done. */
  public void tell(ApiCall call) {
    value(call, attempt(call, MAX_SHORT_BODY, body -> null));
  }

  /** Asks as {@link #askLong} does, and leaves a refusal to the caller. */
  public <T> Attempt<T> attempt(ApiCall call, BodyReader<T> reader) {
    return attempt(call, MAX_BODY, reader);
  }

  /** Gives the error that a refusal stands for. */
  public BrowserUseException error(ApiCall call, Answer refusal) {
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
    return attempt.value();
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
          } catch (UnreadableAnswerException e) {
            throw Errors.unreadable(call, head, e);
          }
        });
  }

  private static byte[] firstBytes(BufferedSource source) throws IOException {
    return source.request(MAX_ERROR_BODY)
        ? source.readByteArray(MAX_ERROR_BODY)
        : source.readByteArray();
  }
}
