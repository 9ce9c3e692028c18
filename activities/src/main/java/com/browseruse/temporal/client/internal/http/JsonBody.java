package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import okio.BufferedSource;

/**
 * The body of a response, read once and while it arrives. A long one is never held as a whole: a
 * task can have thousands of steps, and an output of many megabytes.
 */
public final class JsonBody {
  /** The longest body that holds nothing that an agent wrote: an id, a link, a status. */
  public static final long MAX_SHORT = 1L << 20;

  private final BufferedSource source;

  public JsonBody(BufferedSource source) {
    this.source = source;
  }

  /** Binds an object of any length that {@link Json} allows. */
  public <T> T read(ObjectReader reader) throws IOException, UnreadableResponseException {
    T value;
    try {
      value = reader.readValue(source.inputStream());
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (value == null) {
      throw new UnreadableResponseException("the body is not a JSON object");
    }
    return value;
  }

  /**
   * Reads the id of what was made, and whatever came with it: by anything but a text that can stand
   * in a route, it could not be reached.
   */
  public JsonNode created() throws IOException, UnreadableResponseException {
    JsonNode json = object();
    try {
      ApiCall.checkId("the id in the body", json.path("id").textValue());
      return json;
    } catch (IllegalArgumentException e) {
      throw new UnreadableResponseException(e.getMessage());
    }
  }

  /**
   * Reads a link to download something; it must lead to a web server, and not into this host. The
   * error does not quote it: whoever has the link has the file.
   */
  public URI webAddress(String name) throws IOException, UnreadableResponseException {
    try {
      URI uri = new URI(object().path(name).asText());
      boolean web = "https".equalsIgnoreCase(uri.getScheme());
      if ((web || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through: the message would quote the link.
    }
    throw new UnreadableResponseException("the " + name + " is no http or https address");
  }

  /** Reads a short body as a text, whatever it is. */
  public String text() throws IOException, UnreadableResponseException {
    if (source.request(MAX_SHORT + 1)) {
      throw new UnreadableResponseException("the body is longer than " + MAX_SHORT + " bytes");
    }
    return source.readString(StandardCharsets.UTF_8);
  }

  private JsonNode object() throws IOException, UnreadableResponseException {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(text());
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
    if (!json.isObject()) {
      throw new UnreadableResponseException("the body is not a JSON object");
    }
    return json;
  }

  /** Gives what is wrong with the body, or throws what was wrong with the connection. */
  private static UnreadableResponseException unreadable(IOException e) throws IOException {
    Throwable root = e;
    while (root instanceof JsonProcessingException && root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof CharConversionException) {
      return new UnreadableResponseException("the body is not text in UTF-8");
    }
    if (root instanceof IOException io && !(io instanceof JsonProcessingException)) {
      throw io;
    }
    // Jackson's message quotes what it stumbled over, so only the place is kept.
    JsonLocation place = root instanceof JsonProcessingException json ? json.getLocation() : null;
    String where =
        place == null || place.getByteOffset() < 0 ? "" : " at byte " + place.getByteOffset();
    return new UnreadableResponseException("the body is not JSON, or was cut short" + where);
  }
}
