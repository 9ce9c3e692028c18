package com.browseruse.temporal.testing.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A response: the names of its headers are found in any case, its body may be empty. */
public record Response(int status, Map<String, String> headers, Body body) {

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json", new Body.Bytes(Json.bytes(body)));
  }

  public static Response ok(JsonNode body) {
    return json(200, body);
  }

  public static Response text(int status, String contentType, String body) {
    return of(status, contentType, Body.text(body));
  }

  public static Response of(int status, String contentType, Body body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), Body.NONE);
  }

  /** An error in the form that every version of the API uses. */
  public static Response error(int status, String detail) {
    return json(status, Json.object().put("detail", detail));
  }

  /** An error of the file storage, which speaks XML. */
  public static Response storageError(int status, String code, String message) {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>\n";
    return text(status, "application/xml", xml);
  }

  Response with(Map<String, String> moreHeaders) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(moreHeaders);
    return new Response(status, all, body);
  }

  /** Ends the handling of a request with an error response. */
  public static final class ErrorResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    public ErrorResponseException(Response response) {
      super("status " + response.status(), null, false, false);
      this.response = response;
    }

    public ErrorResponseException(int status, String detail) {
      this(Response.error(status, detail));
    }

    Response response() {
      return response;
    }
  }
}
