package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Fields of the API that are typed one by one, as {@code NAME=JSON}. */
final class ExtraFields {
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ExtraFields() {}

  /**
   * Makes one object of them.
   *
   * @throws UserError if one has no name, or a value that is not JSON; the sentence names both
   */
  static ObjectNode read(String option, List<String> fields) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw UserError.usage(
            option + " must be NAME=JSON, such as use_adblock=false, but is " + field);
      }
      String name = field.substring(0, equals).strip();
      json.set(name, value(option, name, field.substring(equals + 1)));
    }
    return json;
  }

  private static JsonNode value(String option, String name, String text) {
    try {
      JsonNode value = READER.readTree(text);
      if (!value.isMissingNode()) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Told below.
    }
    throw UserError.usage(
        option
            + " "
            + name
            + " must be JSON, but is "
            + PlainText.oneLine(text)
            + " (text needs quotes of its own: "
            + name
            + "='\"text\"')");
  }
}
