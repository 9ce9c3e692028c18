package com.browseruse.temporal.workflows;

import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A value that travels as the JSON of a record, and is equal where its record is. */
abstract class JsonBacked<R extends Record> {
  @JsonValue final R json;

  JsonBacked(R json) {
    this.json = json;
  }

  /** {@return this as one JSON object} */
  public final String toJson() {
    return PlainJson.write(json);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JsonBacked<?> that && json.equals(that.json);
  }

  @Override
  public final int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString().replaceFirst("\\w+", getClass().getSimpleName());
  }
}
