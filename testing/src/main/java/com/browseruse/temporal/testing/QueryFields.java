package com.browseruse.temporal.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads the query of a request and collects everything that is wrong with it. */
final class QueryFields {

  private final Map<String, String> query;
  private final List<Violation> violations = new ArrayList<>();

  QueryFields(Map<String, String> query) {
    this.query = query;
  }

  void check() {
    InvalidRequestException.throwIfAny(violations);
  }

  int number(String name, int usual, int least, int most) {
    Optional<Integer> number =
        read(name, Integer::valueOf, "must be a whole number", "int_parsing");
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      String type = number.get() < least ? "greater_than_equal" : "less_than_equal";
      boolean open = most == Integer.MAX_VALUE;
      refuse(
          name, "must be " + (open ? "at least " + least : "from " + least + " to " + most), type);
    }
    return number.orElse(usual);
  }

  /** A text that must be there; reads as empty if it is not. */
  String required(String name) {
    if (!query.containsKey(name)) {
      refuse(name, "is required", "missing");
    }
    return query.getOrDefault(name, "");
  }

  Optional<UUID> uuid(String name) {
    return read(name, text -> Ids.parse(text).orElseThrow(), "must be a UUID", "uuid_parsing");
  }

  Optional<String> word(String name, List<String> words) {
    String allowed = "must be one of: " + String.join(", ", words);
    return read(name, text -> words.get(words.indexOf(text)), allowed, "enum");
  }

  /** A time with an offset, or without one (then UTC), or a date. */
  Optional<Instant> time(String name) {
    return read(
        name, QueryFields::instant, "must be an ISO-8601 date and time", "datetime_parsing");
  }

  private static Instant instant(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime offset
        ? offset.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  private <T> Optional<T> read(
      String name, Function<String, T> reader, String problem, String type) {
    if (!query.containsKey(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(query.get(name)));
    } catch (RuntimeException e) {
      refuse(name, problem, type);
      return Optional.empty();
    }
  }

  private void refuse(String name, String problem, String type) {
    violations.add(new Violation(List.of("query", name), name + " " + problem + ".", type));
  }
}
