package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a version 2 list.
 *
 * @param size how many items it may have
 * @param number from 1
 */
record Page(int size, int number) {

  static Page of(QueryFields query) {
    return new Page(
        query.number("pageSize", 10, 1, 100), query.number("pageNumber", 1, 1, Integer.MAX_VALUE));
  }

  <T> ObjectNode of(List<T> all, Function<T, JsonNode> view) {
    ObjectNode page = Json.object();
    ArrayNode items = page.putArray("items");
    all.stream().skip((number - 1L) * size).limit(size).map(view).forEach(items::add);
    return page.put("totalItems", all.size()).put("pageNumber", number).put("pageSize", size);
  }
}
