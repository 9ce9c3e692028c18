package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, read once and while it arrives. The body as a whole is never held: a task
 * can have thousands of steps, and an output of many megabytes.
 */
public final class JsonBody {

  /** Twice the steps that the API allows a task, and far more than a page has items. */
  public static final int MAX_ITEMS = 20_000;

  /** Makes a value of one element of a list. */
  public interface Element<T> {
    /** Reads the element at a place, counted from 0. */
    T read(JsonNode json, int index) throws UnreadableResponseException;
  }

  /**
   * An object with one long list.
   *
   * @param rest the object without the list
   * @param items null if there is no such list
   */
  public record Listed<T>(JsonNode rest, @Nullable List<T> items) {

    public List<T> itemsOrNone() {
      return items == null ? List.of() : items;
    }

    public List<T> requiredItems(String what) throws UnreadableResponseException {
      if (items == null) {
        throw new UnreadableResponseException("the body has no list of " + what);
      }
      return items;
    }
  }

  private interface Parsing<T> {
    T read(JsonParser parser) throws IOException, UnreadableResponseException;
  }

  private final BoundedStream in;

  /** Takes a body of at most so many bytes. */
  public JsonBody(InputStream in, long limit) {
    this.in = new BoundedStream(in, limit);
  }

  /** Reads an object, and passes over the named fields as if they were not there. */
  public JsonNode object(String... skipped) throws IOException, UnreadableResponseException {
    return parse(parser -> object(parser, null, (json, i) -> json, Set.of(skipped)).rest());
  }

  /** Reads an object whose long list is made into values element by element. */
  public <T> Listed<T> objectWithList(String list, Element<T> element, String... skipped)
      throws IOException, UnreadableResponseException {
    return parse(parser -> object(parser, list, element, Set.of(skipped)));
  }

  /** Reads the body as a text, whatever it is. */
  public String text() throws IOException, UnreadableResponseException {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (BoundedStream.TooLongException e) {
      throw new UnreadableResponseException(e.getMessage());
    }
  }

  private <T> T parse(Parsing<T> parsing) throws IOException, UnreadableResponseException {
    try (JsonParser parser = new TextLimitingParser(Json.MAPPER.createParser(in))) {
      T value = parsing.read(parser);
      if (parser.nextToken() != null) {
        throw new UnreadableResponseException("the body goes on after its end");
      }
      return value;
    } catch (BoundedStream.TooLongException e) {
      throw new UnreadableResponseException(e.getMessage());
    } catch (JsonProcessingException e) {
      // Jackson's message quotes what it stumbled over, so only the place is kept.
      JsonLocation place = e.getLocation();
      String where =
          place == null || place.getByteOffset() < 0 ? "" : " at byte " + place.getByteOffset();
      throw new UnreadableResponseException("the body is not JSON, or was cut short" + where);
    } catch (IOException e) {
      if (in.isBroken()) {
        throw e;
      }
      throw new UnreadableResponseException("the body is not text in UTF-8");
    }
  }

  private static <T> Listed<T> object(
      JsonParser parser, @Nullable String list, Element<T> element, Set<String> skipped)
      throws IOException, UnreadableResponseException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new UnreadableResponseException(
          first == null ? "the body is empty" : "the body is not a JSON object");
    }
    ObjectNode rest = Json.MAPPER.createObjectNode();
    @Nullable List<T> items = null;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      JsonToken value = parser.nextToken();
      if (name.equals(list)) {
        items = value == JsonToken.START_ARRAY ? items(parser, name, element) : null;
        parser.skipChildren();
      } else if (skipped.contains(name)) {
        parser.skipChildren();
      } else {
        rest.set(name, Json.TREES.readTree(parser));
      }
    }
    return new Listed<>(rest, items);
  }

  private static <T> List<T> items(JsonParser parser, String list, Element<T> element)
      throws IOException, UnreadableResponseException {
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == MAX_ITEMS) {
        throw new UnreadableResponseException("the body has more than " + MAX_ITEMS + " " + list);
      }
      items.add(element.read(Json.TREES.readTree(parser), items.size()));
    }
    return List.copyOf(items);
  }
}
