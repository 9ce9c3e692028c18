package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.http.ApiKey;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;

/** Version 2 of the API: its routes and its key. */
public final class V2Api {

  private static final String PREFIX = "/api/v2";
  private static final String KEY_HEADER = "X-Browser-Use-API-Key";
  private static final BigDecimal START_BALANCE = BigDecimal.valueOf(100);

  private final ApiKey apiKey;
  private final Cloud cloud;
  private final V2Tasks tasks;
  private final V2Sessions sessions;

  public V2Api(ApiKey apiKey, Cloud cloud, FileStorage storage, SharePages pages) {
    this.apiKey = apiKey;
    this.cloud = cloud;
    V2Views views = new V2Views(storage, pages);
    tasks = new V2Tasks(cloud, views, storage);
    sessions = new V2Sessions(cloud, views, pages, storage);
  }

  public void addTo(Routes routes) {
    add(routes, "POST", "/tasks", tasks::create);
    add(routes, "GET", "/tasks", tasks::list);
    add(routes, "GET", "/tasks/{id}", tasks::view);
    add(routes, "PATCH", "/tasks/{id}", tasks::update);
    add(routes, "GET", "/tasks/{id}/status", tasks::status);
    add(routes, "GET", "/tasks/{id}/logs", tasks::log);
    add(routes, "GET", "/files/tasks/{id}/output-files/{fileId}", tasks::outputFile);
    add(routes, "POST", "/sessions", sessions::create);
    add(routes, "GET", "/sessions", sessions::list);
    add(routes, "GET", "/sessions/{id}", sessions::view);
    add(routes, "PATCH", "/sessions/{id}", sessions::update);
    add(routes, "DELETE", "/sessions/{id}", sessions::delete);
    add(routes, "POST", "/sessions/{id}/purge", sessions::purge);
    add(routes, "GET", "/sessions/{id}/public-share", sessions::viewShare);
    add(routes, "POST", "/sessions/{id}/public-share", sessions::createShare);
    add(routes, "DELETE", "/sessions/{id}/public-share", sessions::deleteShare);
    add(routes, "POST", "/files/sessions/{id}/presigned-url", sessions::uploadLink);
    add(routes, "GET", "/billing/account", this::account);
  }

  private void add(Routes routes, String method, String path, Routes.Handler handler) {
    routes.add(
        method,
        PREFIX + path,
        (request, now) -> {
          apiKey.check(KEY_HEADER, request.header(KEY_HEADER));
          return handler.handle(request, now);
        });
  }

  /** The account, with a balance that shrinks by what the tasks cost. */
  private Response account(Request request, Instant now) {
    BigDecimal balance = START_BALANCE.subtract(cloud.spent(now));
    ObjectNode account = Json.object();
    account.put("name", "Emulator");
    account.put("totalCreditsBalanceUsd", balance);
    account.put("monthlyCreditsBalanceUsd", BigDecimal.ZERO);
    account.put("additionalCreditsBalanceUsd", balance);
    account.put("rateLimit", 25);
    account
        .putObject("planInfo")
        .put("planName", "emulator")
        .putNull("subscriptionStatus")
        .putNull("subscriptionId")
        .putNull("subscriptionCurrentPeriodEnd")
        .putNull("subscriptionCanceledAt");
    account.put("isFreeTier", false);
    account.put("projectId", "00000000-0000-4000-8000-000000000001");
    account.put("concurrentSessionLimit", cloud.sessionLimit());
    account.put("activeSessionCount", cloud.activeSessions(now));
    return Response.json(200, account);
  }
}
