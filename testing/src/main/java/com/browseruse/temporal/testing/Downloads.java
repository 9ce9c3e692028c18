package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What is behind the links to a task's log, files and screenshots. */
final class Downloads {

  /** One transparent pixel. */
  private static final Body PNG =
      new Body.Bytes(
          Base64.getDecoder()
              .decode(
                  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="));

  private final Links links;

  Downloads(Links links) {
    this.links = links;
  }

  void addTo(Routes routes, Cloud cloud) {
    routes.add("GET", "/downloads/{task}/log", call -> serve(call, cloud, Downloads::log));
    routes.add(
        "GET", "/downloads/{task}/files/{file}", call -> serve(call, cloud, Downloads::file));
    routes.add(
        "GET", "/downloads/{task}/steps/{step}", call -> serve(call, cloud, Downloads::step));
  }

  String logLink(CloudTask task, Instant now) {
    return links.sign("/downloads/" + task.id() + "/log", now);
  }

  String fileLink(CloudTask task, ScenarioFile file, Instant now) {
    return links.sign("/downloads/" + task.id() + "/files/" + task.fileId(file), now);
  }

  String screenshotLink(CloudTask task, Step step, Instant now) {
    return links.sign("/downloads/" + task.id() + "/steps/" + step.number(), now);
  }

  private interface Content {
    Optional<Answer> of(CloudTask task, Call call);
  }

  private Answer serve(Call call, Cloud cloud, Content content) {
    return links
        .refusal(call.request(), call.now())
        .orElseGet(
            () ->
                cloud
                    .find(UUID.fromString(call.pathValues().get("task")))
                    .flatMap(task -> content.of(task, call))
                    .map(whole -> Ranges.of(whole, call.request()))
                    .orElseGet(Downloads::gone));
  }

  private static Optional<Answer> log(CloudTask task, Call call) {
    return Optional.of(Answer.text(200, "text/plain; charset=utf-8", task.log(call.now())));
  }

  private static Optional<Answer> file(CloudTask task, Call call) {
    String id = call.pathValues().get("file");
    return task.file(file -> task.fileId(file).toString().equals(id), call.now())
        .map(file -> Answer.of(200, file.contentType(), file.body()));
  }

  private static Optional<Answer> step(CloudTask task, Call call) {
    return Optional.of(Answer.of(200, "image/png", PNG));
  }

  private static Answer gone() {
    return Links.error(404, "NoSuchKey", "There is nothing behind this link any more.");
  }
}
