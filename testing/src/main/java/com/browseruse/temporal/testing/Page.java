package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param size how many items it may have
 * @param number from 1
 */
record Page(int size, int number) {

  /** The page that a call of version 2 asks for. */
  static Page of(QueryFields query) {
    return new Page(
        query.number("pageSize", 10, 1, 100), query.number("pageNumber", 1, 1, Integer.MAX_VALUE));
  }

  <T> ArrayNode items(List<T> all, Function<T, JsonNode> view) {
    ArrayNode items = Json.array();
    all.stream().skip((number - 1L) * size).limit(size).map(view).forEach(items::add);
    return items;
  }

  /** The page as version 2 shows it. */
  <T> ObjectNode of(List<T> all, Function<T, JsonNode> view) {
    ObjectNode page = Json.object();
    page.set("items", items(all, view));
    return page.put("totalItems", all.size()).put("pageNumber", number).put("pageSize", size);
  }
}
