package com.browseruse.temporal.testing;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version 1 of the API on the wire. Its documents name no errors but those that follow from the
 * fields' bounds; the rest is said as version 2 says it.
 */
final class V1Api {

  static final String PREFIX = "/api/v1";

  private static final String KEY_HEADER = "Authorization";
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(.*)");

  private final ApiKey apiKey;

  V1Api(ApiKey apiKey) {
    this.apiKey = apiKey;
  }

  void addTo(Routes routes, Cloud cloud, Downloads downloads, SharePages pages) {
    V1Tasks tasks = new V1Tasks(cloud, new V1Views(pages), downloads);
    add(routes, "POST", "/run-task", tasks::create);
    add(routes, "PUT", "/stop-task", tasks::stop);
    add(routes, "PUT", "/pause-task", tasks::pause);
    add(routes, "PUT", "/resume-task", tasks::resume);
    add(routes, "GET", "/tasks", tasks::list);
    add(routes, "GET", "/task/{id}", tasks::view);
    add(routes, "GET", "/task/{id}/status", tasks::status);
    add(routes, "GET", "/task/{id}/output-file/{name}", tasks::outputFile);
  }

  private void add(Routes routes, String method, String path, Function<Call, Answer> handler) {
    routes.add(
        method,
        PREFIX + path,
        call ->
            apiKey
                .refusal(KEY_HEADER, key(call.request()))
                .orElseGet(() -> Refusals.guard(call, handler)));
  }

  private static String key(Request request) {
    Matcher bearer = BEARER.matcher(request.headers().getOrDefault(KEY_HEADER, ""));
    return bearer.matches() ? bearer.group(1) : "";
  }
}
