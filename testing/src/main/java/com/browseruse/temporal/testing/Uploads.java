package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.UUID;

/** Where a caller's files go: they are taken and forgotten, since no browser wants them here. */
final class Uploads {

  private static final String PATH = "/uploads/";

  private final Links links;

  Uploads(Links links) {
    this.links = links;
  }

  void addTo(Routes routes) {
    routes.add(
        "POST",
        PATH + "{session}/{key}",
        call -> links.refusal(call.request(), call.now()).orElseGet(() -> Answer.empty(204)));
  }

  static String link(Links links, CloudSession session, UUID key, Instant now) {
    return links.sign(PATH + session.id() + "/" + key, now);
  }
}
