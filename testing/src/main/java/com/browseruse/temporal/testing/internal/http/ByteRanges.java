package com.browseruse.temporal.testing.internal.http;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves parts of a file, so that a client can resume where a download broke off. */
public final class ByteRanges {

  // One range only: storage services, too, answer a request for several with the whole file.
  private static final Pattern RANGE = Pattern.compile("bytes=(?!-$)(\\d{0,18})-(\\d{0,18})");

  private ByteRanges() {}

  /** What a request gets of a whole file: all of it, the part it asked for, or a refusal. */
  public static Response of(Response whole, Request request) {
    String tag = '"' + whole.body().tag() + '"';
    Response tagged = whole.with(Map.of("ETag", tag, "Accept-Ranges", "bytes"));
    Matcher range = RANGE.matcher(request.header("Range"));
    boolean unchanged = request.headers().getOrDefault("If-Range", tag).equals(tag);
    return unchanged && range.matches() ? part(tagged, range.group(1), range.group(2)) : tagged;
  }

  /** The bytes from {@code first} to {@code last}; the last ones if there is no first. */
  private static Response part(Response whole, String first, String last) {
    long length = whole.body().length();
    long end = last.isEmpty() ? length : Long.parseLong(last) + 1;
    long from = first.isEmpty() ? Math.max(0, length + 1 - end) : Long.parseLong(first);
    long to = first.isEmpty() ? length : Math.min(length, end);
    if (!first.isEmpty() && !last.isEmpty() && end <= from) {
      return whole;
    }
    if (from >= to) {
      return Response.storageError(416, "InvalidRange", "Nothing of the file is in this range.")
          .with(Map.of("Content-Range", "bytes */" + length));
    }
    String range = "bytes " + from + "-" + (to - 1) + "/" + length;
    return new Response(206, whole.headers(), new Body.Part(whole.body(), from, to))
        .with(Map.of("Content-Range", range));
  }
}
