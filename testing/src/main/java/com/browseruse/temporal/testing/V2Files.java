package com.browseruse.temporal.testing;

import java.util.UUID;

/** The calls of version 2 that give out links to what a task left. */
final class V2Files {

  private final Cloud cloud;
  private final Downloads downloads;

  V2Files(Cloud cloud, Downloads downloads) {
    this.cloud = cloud;
    this.downloads = downloads;
  }

  Answer log(Call call) {
    CloudTask task = cloud.task(ApiVersion.V2, V2Api.pathId(call, "id", "task_id"));
    return Answer.json(200, Json.object().put("downloadUrl", downloads.logLink(task, call.now())));
  }

  Answer outputFile(Call call) {
    UUID taskId = V2Api.pathId(call, "id", "task_id");
    UUID fileId = V2Api.pathId(call, "fileId", "file_id");
    CloudTask task = cloud.task(ApiVersion.V2, taskId);
    ScenarioFile file =
        task.file(candidate -> task.fileId(candidate).equals(fileId), call.now())
            .orElseThrow(() -> new CloudException(Problem.NO_SUCH_FILE));
    return Answer.json(
        200,
        Json.object()
            .put("id", fileId.toString())
            .put("fileName", file.fileName())
            .put("downloadUrl", downloads.fileLink(task, file, call.now())));
  }
}
