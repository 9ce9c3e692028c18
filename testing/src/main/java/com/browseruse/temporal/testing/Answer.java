package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to a request.
 *
 * @param status the HTTP status
 * @param headers the headers; looked up in any case
 * @param body the body; may be empty
 */
record Answer(int status, Map<String, String> headers, Body body) {

  Answer {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  static Answer json(int status, JsonNode body) {
    return of(status, "application/json", new Body.Bytes(Json.bytes(body)));
  }

  static Answer text(int status, String contentType, String body) {
    return of(status, contentType, Body.text(body));
  }

  static Answer of(int status, String contentType, Body body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), Body.NONE);
  }

  /** The plain form of an error, common to all of the service. */
  static Answer detail(int status, String detail) {
    return json(status, Json.object().put("detail", detail));
  }

  Answer with(Map<String, String> moreHeaders) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(moreHeaders);
    return new Answer(status, all, body);
  }
}
