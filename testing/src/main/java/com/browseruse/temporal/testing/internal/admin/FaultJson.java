package com.browseruse.temporal.testing.internal.admin;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads a {@link Fault} from JSON. */
final class FaultJson {

  private FaultJson() {}

  static Fault read(JsonNode json) {
    Fields fields = Fields.strict("fault", json);
    Fault.Builder fault = Fault.newBuilder();
    fields.text("method").ifPresent(fault::method);
    fields.text("path").ifPresent(fault::path);
    fields.number("after").ifPresent(fault::after);
    fields.number("times").ifPresent(fault::times);
    readEffect(fields.any("effect"), fault);
    fields.check();
    return fault.build();
  }

  private static void readEffect(JsonNode json, Fault.Builder fault) {
    Fields effect = Fields.strict("effect", json);
    effect.number("status").ifPresent(fault::status);
    JsonNode body = effect.any("body");
    if (body.isTextual()) {
      fault.body(body.textValue());
    } else if (!body.isMissingNode() && !body.isNull()) {
      fault.body(body.toString()).header("Content-Type", "application/json");
    }
    effect
        .value("headers", JsonNode::isObject, "an object", "dict_type")
        .ifPresent(
            headers ->
                headers
                    .properties()
                    .forEach(header -> addHeader(fault, header.getKey(), header.getValue())));
    effect.duration("delay").ifPresent(fault::delay);
    effect
        .choice("disconnect", List.of("before", "after", "midBody"))
        .ifPresent(name -> fault.disconnect(disconnect(name)));
    effect.flag("garbage").filter(on -> on).ifPresent(on -> fault.garbage());
    effect.flag("commit").filter(on -> on).ifPresent(on -> fault.commit());
    effect.duration("commitDelay").ifPresent(fault::commitDelay);
    effect.check();
  }

  private static void addHeader(Fault.Builder fault, String name, JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      throw new IllegalArgumentException("headers." + name + " must be a string or a number.");
    }
    fault.header(name, value.asText());
  }

  private static Fault.Disconnect disconnect(String name) {
    return switch (name) {
      case "before" -> Fault.Disconnect.BEFORE;
      case "after" -> Fault.Disconnect.AFTER;
      default -> Fault.Disconnect.MID_BODY;
    };
  }
}
