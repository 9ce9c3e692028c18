package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The calls of version 2 that give out links: to what a task left, and to uploads. */
final class V2Files {

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
  private final FileStorage storage;

  V2Files(Cloud cloud, FileStorage storage) {
    this.cloud = cloud;
    this.storage = storage;
  }

  Response log(Request request, Instant now) {
    CloudTask task = cloud.task(ApiVersion.V2, Fields.pathId(request, "id", "task_id"));
    return Response.json(200, Json.object().put("downloadUrl", storage.logLink(task, now)));
  }

  Response outputFile(Request request, Instant now) {
    UUID taskId = Fields.pathId(request, "id", "task_id");
    UUID fileId = Fields.pathId(request, "fileId", "file_id");
    CloudTask task = cloud.task(ApiVersion.V2, taskId);
    TaskScript.OutputFile file =
        task.file(candidate -> task.fileId(candidate).equals(fileId), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    return Response.json(
        200,
        Json.object()
            .put("id", fileId.toString())
            .put("fileName", file.fileName())
            .put("downloadUrl", storage.fileLink(task, file, now)));
  }

  /** Gives out a link to upload a file for a session. */
  Response uploadLink(Request request, Instant now) {
    UUID sessionId = Fields.pathId(request, "id", "session_id");
    Fields fields = Fields.ofBody(request, false);
    List.of("fileName", "contentType", "sizeBytes").forEach(fields::require);
    String name = fields.text("fileName", 1, LONGEST_NAME).orElse("");
    String contentType = fields.word("contentType", CONTENT_TYPES).orElse("");
    fields.number("sizeBytes", 1, LARGEST);
    fields.check();
    UUID key = UUID.randomUUID();
    String url = storage.uploadLink(cloud.session(sessionId), key, now);
    ObjectNode upload = Json.object().put("url", url).put("method", "POST");
    upload.putObject("fields").put("key", key.toString()).put("Content-Type", contentType);
    upload.put("fileName", name).put("expiresIn", FileStorage.LIFETIME.toSeconds());
    return Response.json(200, upload);
  }
}
