package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/** The call of version 2 that gives out a link to upload a file for a session. */
final class V2Uploads {

  private static final int LONGEST_NAME = 255;
  private static final int LARGEST = 10 * 1024 * 1024;
  private static final List<String> CONTENT_TYPES =
      List.of(
          "image/jpg",
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/svg+xml",
          "application/pdf",
          "application/msword",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.ms-excel",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "text/plain",
          "text/csv",
          "text/markdown");

  private final Cloud cloud;
  private final Links links;

  V2Uploads(Cloud cloud, Links links) {
    this.cloud = cloud;
    this.links = links;
  }

  Answer link(Call call) {
    UUID sessionId = V2Api.pathId(call, "id", "session_id");
    Fields fields = Fields.of(call.request().body(), false);
    List.of("fileName", "contentType", "sizeBytes").forEach(fields::require);
    String name = fields.text("fileName", 1, LONGEST_NAME).orElse("");
    String contentType = fields.word("contentType", CONTENT_TYPES).orElse("");
    fields.number("sizeBytes", 1, LARGEST);
    fields.check();
    UUID key = UUID.randomUUID();
    String url = Uploads.link(links, cloud.session(sessionId), key, call.now());
    ObjectNode answer = Json.object().put("url", url).put("method", "POST");
    answer.putObject("fields").put("key", key.toString()).put("Content-Type", contentType);
    return Answer.json(
        200, answer.put("fileName", name).put("expiresIn", Links.LIFETIME.toSeconds()));
  }
}
