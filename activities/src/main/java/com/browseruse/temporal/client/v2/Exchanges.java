package com.browseruse.temporal.client.v2;

import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.fasterxml.jackson.databind.JsonNode;

/** Joins transport, mapping and errors: a call in, a value or a typed error out. */
final class Exchanges implements AutoCloseable {

  /** Makes a value of an answer. */
  interface Reader<T> {
    T read(JsonNode json) throws UnreadableAnswerException;
  }

  private final Transport transport;
  private final Errors errors;

  Exchanges(BrowserUseClientOptions options) {
    ServerText serverText = new ServerText(options.getApiKey());
    this.transport = new Transport(options, serverText);
    this.errors = new Errors(options.getClock(), serverText);
  }

  <T> T ask(ApiCall call, Reader<T> reader) {
    return read(call, send(call), reader);
  }

  /** Asks for something that has no answer but that it was done. */
  void tell(ApiCall call) {
    Answer answer = send(call);
    if (!answer.isSuccess()) {
      throw errors.of(call, answer);
    }
  }

  Answer send(ApiCall call) {
    return transport.exchange(call);
  }

  <T> T read(ApiCall call, Answer answer, Reader<T> reader) {
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
