package com.browseruse.temporal.testing;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Version 2 of the API on the wire: its routes and its key. */
final class V2Api {

  static final String PREFIX = "/api/v2";

  private static final String KEY_HEADER = "X-Browser-Use-API-Key";

  private final ApiKey apiKey;

  V2Api(ApiKey apiKey) {
    this.apiKey = apiKey;
  }

  void addTo(Routes routes, Cloud cloud, Links links, SharePages pages) {
    Downloads downloads = new Downloads(links);
    V2Views views = new V2Views(downloads, pages);
    V2Tasks tasks = new V2Tasks(cloud, views);
    V2Sessions sessions = new V2Sessions(cloud, views);
    V2Files files = new V2Files(cloud, downloads);
    add(routes, "POST", "/tasks", tasks::create);
    add(routes, "GET", "/tasks", tasks::list);
    add(routes, "GET", "/tasks/{id}", tasks::view);
    add(routes, "PATCH", "/tasks/{id}", tasks::update);
    add(routes, "GET", "/tasks/{id}/status", tasks::status);
    add(routes, "GET", "/tasks/{id}/logs", files::log);
    add(routes, "GET", "/files/tasks/{id}/output-files/{fileId}", files::outputFile);
    add(routes, "POST", "/sessions", sessions::create);
    add(routes, "GET", "/sessions", sessions::list);
    add(routes, "GET", "/sessions/{id}", sessions::view);
    add(routes, "PATCH", "/sessions/{id}", sessions::update);
    add(routes, "DELETE", "/sessions/{id}", sessions::delete);
    add(routes, "POST", "/sessions/{id}/purge", sessions::purge);
    V2Shares shares = new V2Shares(cloud, pages);
    add(routes, "GET", "/sessions/{id}/public-share", shares::view);
    add(routes, "POST", "/sessions/{id}/public-share", shares::create);
    add(routes, "DELETE", "/sessions/{id}/public-share", shares::delete);
    add(routes, "POST", "/files/sessions/{id}/presigned-url", new V2Uploads(cloud, links)::link);
    add(routes, "GET", "/billing/account", new V2Account(cloud)::view);
  }

  /**
   * The id that stands in the path under {@code name}; {@code field} is the provider's name of it.
   */
  static UUID pathId(Call call, String name, String field) {
    return Ids.parse(call.pathValues().get(name))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    List.of(
                        new Violation(
                            List.of("path", field), field + " must be a UUID.", "uuid_parsing"))));
  }

  private void add(Routes routes, String method, String path, Function<Call, Answer> handler) {
    routes.add(
        method,
        PREFIX + path,
        call ->
            apiKey
                .refusal(KEY_HEADER, call.request().headers().getOrDefault(KEY_HEADER, ""))
                .orElseGet(() -> Refusals.guard(call, handler)));
  }
}
