package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Reads a {@link Fault} from JSON. */
final class FaultJson {

  private static final List<String> FIELDS = List.of("method", "path", "after", "times", "effect");
  private static final List<String> EFFECTS =
      List.of(
          "status", "body", "headers", "delay", "disconnect", "garbage", "commit", "commitDelay");

  private FaultJson() {}

  static Fault read(JsonNode json) {
    AdminFields fields = new AdminFields("fault", json, FIELDS);
    FaultBuilder fault = Fault.newBuilder();
    fields.text("method").ifPresent(fault::method);
    fields.text("path").ifPresent(fault::path);
    fields.number("after").ifPresent(fault::after);
    fields.number("times").ifPresent(fault::times);
    readEffect(new AdminFields("effect", json.path("effect"), EFFECTS), json.path("effect"), fault);
    return fault.build();
  }

  private static void readEffect(AdminFields fields, JsonNode effect, FaultBuilder fault) {
    fields.number("status").ifPresent(fault::status);
    if (effect.path("body").isTextual()) {
      fault.body(effect.get("body").textValue());
    } else if (effect.hasNonNull("body")) {
      fault.body(effect.get("body"));
    }
    fields
        .object("headers")
        .ifPresent(
            headers ->
                headers
                    .properties()
                    .forEach(header -> fault.header(header.getKey(), text(header))));
    fields.duration("delay").ifPresent(fault::delay);
    fields
        .word("disconnect", List.of("before", "after", "midBody"))
        .ifPresent(word -> fault.disconnect(disconnect(word)));
    fields.flag("garbage").filter(on -> on).ifPresent(on -> fault.garbage());
    fields.flag("commit").filter(on -> on).ifPresent(on -> fault.commit());
    fields.duration("commitDelay").ifPresent(fault::commitDelay);
  }

  private static String text(Map.Entry<String, JsonNode> header) {
    Bounds.check(
        header.getValue().isTextual() || header.getValue().isNumber(),
        "headers." + header.getKey() + " must be a string or a number.");
    return header.getValue().asText();
  }

  private static FaultDisconnect disconnect(String word) {
    return switch (word) {
      case "before" -> FaultDisconnect.BEFORE;
      case "after" -> FaultDisconnect.AFTER;
      default -> FaultDisconnect.MID_BODY;
    };
  }
}
