package com.browseruse.temporal.activities.internal.view;

import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a history keeps of an answer, as text and as JSON. Each takes at most the bytes that were
 * asked for, and both together at most {@link GetBrowserTaskInput#LARGEST_INLINE_OUTPUT}: the JSON
 * comes first, since it cannot be cut.
 *
 * @param text the beginning of the answer, or null if there is none
 * @param isCut whether that is not all
 * @param structured the answer as JSON, or null
 * @param structuredProblem why the JSON is left out although the answer follows the schema; null if
 *     it is not
 */
public record KeptOutput(
    String text, boolean isCut, JsonNode structured, String structuredProblem) {

  /** Jackson writes 1000 levels, and what surrounds the answer adds some. */
  private static final int MOST_LEVELS = 500;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Cuts an answer.
   *
   * @param output the whole answer, clean; or null
   * @param max bytes to keep
   * @param schema what it was asked to follow, or null
   */
  public static KeptOutput of(String output, int max, JsonNode schema) {
    int room = Math.min(max, GetBrowserTaskInput.LARGEST_INLINE_OUTPUT);
    JsonNode structured = schema == null ? null : StructuredOutput.read(output, schema);
    int size = structured == null ? 0 : size(structured);
    if (size < 0) {
      // Nobody could hand it on, so that it is as good as none.
      return text(output, room, null);
    }
    if (size > room) {
      return text(
          output,
          room,
          "structuredOutput is left out: as JSON it has "
              + size
              + " bytes, which is more than maxInlineOutput "
              + room);
    }
    if (structured != null && isDeeper(structured, MOST_LEVELS)) {
      return text(
          output,
          room,
          "structuredOutput is left out: it is nested more than " + MOST_LEVELS + " levels deep");
    }
    String text =
        JsonText.cut(output, Math.min(room, GetBrowserTaskInput.LARGEST_INLINE_OUTPUT - size));
    return new KeptOutput(text, isShorter(text, output), structured, null);
  }

  private static KeptOutput text(String output, int room, String structuredProblem) {
    String text = JsonText.cut(output, room);
    return new KeptOutput(text, isShorter(text, output), null, structuredProblem);
  }

  private static boolean isShorter(String text, String whole) {
    return whole != null && text.length() < whole.length();
  }

  /** Gives -1 for what cannot be written. */
  private static int size(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json).length;
    } catch (JsonProcessingException e) {
      return -1;
    }
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    if (!json.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : json) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }
}
