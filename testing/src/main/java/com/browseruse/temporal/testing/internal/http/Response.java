package com.browseruse.temporal.testing.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response: the names of its headers are found in any case, its body may be empty. */
public record Response(int status, Map<String, String> headers, Body body) {
  // One range only: storage services, too, answer a request for several with the whole file.
  private static final Pattern RANGE = Pattern.compile("bytes=(?!-$)(\\d{0,18})-(\\d{0,18})");

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json", Body.of(Json.bytes(body)));
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
    return new Response(status, Map.of(), Body.text(""));
  }

  public static Response error(int status, String detail) {
    return json(status, Json.object().put("detail", detail));
  }

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

  /** What a request gets of this file: all of it, the part it asked for, or a refusal. */
  public Response forRangeOf(Request request) {
    String tag = '"' + body.tag().get() + '"';
    Response tagged = with(Map.of("ETag", tag, "Accept-Ranges", "bytes"));
    Matcher range = RANGE.matcher(request.header("Range"));
    boolean unchanged = request.headers().getOrDefault("If-Range", tag).equals(tag);
    return unchanged && range.matches() ? tagged.part(range.group(1), range.group(2)) : tagged;
  }

  /** The bytes from {@code first} to {@code last}; the last ones if there is no first. */
  private Response part(String first, String last) {
    long length = body.length();
    long end = last.isEmpty() ? length : Long.parseLong(last) + 1;
    long from = first.isEmpty() ? Math.max(0, length + 1 - end) : Long.parseLong(first);
    long to = first.isEmpty() ? length : Math.min(length, end);
    if (!first.isEmpty() && !last.isEmpty() && end <= from) {
      return this;
    }
    if (from >= to) {
      return storageError(416, "InvalidRange", "Nothing of the file is in this range.")
          .with(Map.of("Content-Range", "bytes */" + length));
    }
    String range = "bytes " + from + "-" + (to - 1) + "/" + length;
    return new Response(206, headers, body.part(from, to)).with(Map.of("Content-Range", range));
  }

  public static final class ErrorResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Response response;

    public ErrorResponseException(Response response) {
      super("status " + response.status(), null, false, false);
      this.response = response;
    }

    public ErrorResponseException(int status, String detail) {
      this(Response.error(status, detail));
    }
  }
}
