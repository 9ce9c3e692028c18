package com.browseruse.temporal.testing.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.function.Function;

/** One page of a list; pages are numbered from 1. */
public record Page(int size, int number) {

  /** Reads a page from a query, of 10 items unless it says otherwise. */
  public static Page read(Fields query, String sizeName, String numberName) {
    return new Page(
        query.parsedNumber(sizeName, 1, 100).orElse(10),
        query.parsedNumber(numberName, 1, Integer.MAX_VALUE).orElse(1));
  }

  public <T> ArrayNode items(List<T> all, Function<T, JsonNode> view) {
    ArrayNode items = Json.array();
    all.stream().skip((number - 1L) * size).limit(size).map(view).forEach(items::add);
    return items;
  }
}
