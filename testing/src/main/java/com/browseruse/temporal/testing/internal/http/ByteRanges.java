package com.browseruse.temporal.testing.internal.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves parts of a file, so that a client can resume where a download broke off. */
public final class ByteRanges {

  // One range only: storage services, too, answer a request for several with the whole file.
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private ByteRanges() {}

  /** What a request gets of a whole file: all of it, the part it asked for, or a refusal. */
  public static Response of(Response whole, Request request) {
    Body body = whole.body();
    String tag = '"' + body.tag() + '"';
    Response tagged = whole.with(Map.of("ETag", tag, "Accept-Ranges", "bytes"));
    Matcher range = RANGE.matcher(request.header("Range"));
    boolean changed = !request.headers().getOrDefault("If-Range", tag).equals(tag);
    if (changed || !range.matches()) {
      return tagged;
    }
    return part(body, range.group(1), range.group(2))
        .map(part -> partial(tagged, part))
        .orElse(tagged);
  }

  /** The part, which is empty if none of the file is in it; nothing if the range has no sense. */
  private static Optional<Body.Part> part(Body body, String first, String last) {
    long length = body.length();
    if (first.isEmpty()) {
      return last.isEmpty()
          ? Optional.empty()
          : Optional.of(new Body.Part(body, Math.max(0, length - Long.parseLong(last)), length));
    }
    if (!last.isEmpty() && Long.parseLong(last) < Long.parseLong(first)) {
      return Optional.empty();
    }
    long from = Math.min(length, Long.parseLong(first));
    long to = last.isEmpty() ? length : Math.min(length, Long.parseLong(last) + 1);
    return Optional.of(new Body.Part(body, from, to));
  }

  private static Response partial(Response whole, Body.Part part) {
    long length = part.whole().length();
    if (part.length() == 0) {
      return Response.storageError(416, "InvalidRange", "Nothing of the file is in this range.")
          .with(Map.of("Content-Range", "bytes */" + length));
    }
    String range = "bytes " + part.from() + "-" + (part.to() - 1) + "/" + length;
    return new Response(206, whole.headers(), part).with(Map.of("Content-Range", range));
  }
}
