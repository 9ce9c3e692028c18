package com.browseruse.temporal.testing;

/** The calls of version 2 that make a session public, and private again. */
final class V2Shares {

  private final Cloud cloud;
  private final SharePages pages;

  V2Shares(Cloud cloud, SharePages pages) {
    this.cloud = cloud;
    this.pages = pages;
  }

  Answer create(Call call) {
    return answer(201, session(call).shared());
  }

  Answer view(Call call) {
    return answer(
        200, session(call).share().orElseThrow(() -> new CloudException(Problem.NO_SUCH_SHARE)));
  }

  Answer delete(Call call) {
    session(call).unshare();
    return Answer.empty(204);
  }

  private CloudSession session(Call call) {
    return cloud.session(V2Api.pathId(call, "id", "session_id"));
  }

  private Answer answer(int status, Share share) {
    return Answer.json(
        status,
        Json.object()
            .put("shareToken", share.token())
            .put("shareUrl", pages.link(share))
            .put("viewCount", share.views())
            .put("lastViewedAt", Json.time(share.lastViewedAt())));
  }
}
