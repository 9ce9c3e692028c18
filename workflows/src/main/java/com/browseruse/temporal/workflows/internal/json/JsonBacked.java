package com.browseruse.temporal.workflows.internal.json;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value that travels as the JSON of a record, and is equal where its record is.
 *
 * @hidden so that the pages of its subclasses, which users read, show its methods as theirs
 */
public abstract class JsonBacked {
  @JsonValue private final Record record;

  protected JsonBacked(Record record) {
    this.record = record;
  }

  /** {@return this as one JSON object} */
  public final String toJson() {
    return PlainJson.write(record);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof JsonBacked that && record.equals(that.record);
  }

  @Override
  public final int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return record.toString().replaceFirst("\\w+", getClass().getSimpleName());
  }
}
