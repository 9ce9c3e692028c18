package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One thing that is wrong with a request.
 *
 * @param loc where: the part of the request, then the way down to the value
 * @param msg what is allowed there
 * @param type the kind of mistake, in the words of the framework that the real service uses
 */
record Violation(List<String> loc, String msg, String type) {

  static Answer answer(List<Violation> violations) {
    ObjectNode body = Json.object();
    ArrayNode detail = body.putArray("detail");
    for (Violation violation : violations) {
      ObjectNode item = detail.addObject();
      violation.loc().forEach(item.putArray("loc")::add);
      item.put("msg", violation.msg()).put("type", violation.type());
    }
    return Answer.json(422, body);
  }
}
