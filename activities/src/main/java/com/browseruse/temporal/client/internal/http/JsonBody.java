package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of a response, read once and while it arrives. The body as a whole is never held: a task
 * can have thousands of steps, and an output of many megabytes.
 */
public final class JsonBody {

  private static final ObjectReader TREE = Json.MAPPER.readerFor(JsonNode.class);

  private final BoundedStream in;

  /** Takes a body of at most so many bytes. */
  public JsonBody(InputStream in, long limit) {
    this.in = new BoundedStream(in, limit);
  }

  /** Binds an object. */
  public <T> T read(ObjectReader reader) throws IOException, UnreadableResponseException {
    T value;
    try (JsonParser parser = new TextLimitingParser(Json.MAPPER.createParser(in))) {
      value = reader.readValue(parser);
    } catch (IOException e) {
      in.check();
      throw unreadable(e);
    }
    if (value == null) {
      throw new UnreadableResponseException("the body is not a JSON object");
    }
    return value;
  }

  /** Reads a short object as it is. */
  public JsonNode object() throws IOException, UnreadableResponseException {
    JsonNode json = read(TREE);
    if (!json.isObject()) {
      throw new UnreadableResponseException("the body is not a JSON object");
    }
    return json;
  }

  /** Reads the body as a text, whatever it is. */
  public String text() throws IOException, UnreadableResponseException {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      in.check();
      throw e;
    }
  }

  /** Jackson's message quotes what it stumbled over, so only the place is kept. */
  private static UnreadableResponseException unreadable(IOException e) {
    if (!(e instanceof JsonProcessingException json)) {
      return new UnreadableResponseException("the body is not text in UTF-8");
    }
    JsonLocation place = json.getLocation();
    String where =
        place == null || place.getByteOffset() < 0 ? "" : " at byte " + place.getByteOffset();
    return new UnreadableResponseException("the body is not JSON, or was cut short" + where);
  }
}
