package com.browseruse.temporal.client.internal;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.fasterxml.jackson.databind.JsonNode;

/** Joins transport, mapping and errors: a call in, a value or a typed error out. */
public final class Exchanges implements AutoCloseable {

  /** Makes a value of an answer. */
  public interface Reader<T> {
    /** Reads an answer. */
    T read(JsonNode json) throws UnreadableAnswerException;
  }

  private final Transport transport;
  private final Errors errors;

  /** Creates the way to one version of the API. */
  public Exchanges(BrowserUseClientOptions options, Endpoint endpoint) {
    ServerText serverText = new ServerText(options.getApiKey());
    this.transport = new Transport(options, endpoint, serverText);
    this.errors = new Errors(options.getClock(), serverText);
  }

  /** Asks for something. */
  public <T> T ask(ApiCall call, Reader<T> reader) {
    return read(call, send(call), reader);
  }

  /** Asks for something that has no answer but that it was done. */
  public void tell(ApiCall call) {
    Answer answer = send(call);
    if (!answer.isSuccess()) {
      throw errors.of(call, answer);
    }
  }

  /** Sends a call, and leaves the answer to be judged. */
  public Answer send(ApiCall call) {
    return transport.exchange(call);
  }

  /** Judges an answer. */
  public <T> T read(ApiCall call, Answer answer, Reader<T> reader) {
    if (!answer.isSuccess()) {
      throw errors.of(call, answer);
    }
    try {
      return reader.read(Json.object(answer.body()));
    } catch (UnreadableAnswerException e) {
      throw Errors.unreadable(call, answer, e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
