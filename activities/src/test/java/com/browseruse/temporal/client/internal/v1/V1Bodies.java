package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.internal.http.JsonBody;
import java.time.Duration;
import okio.Buffer;

/** What a server of version 1 says. */
final class V1Bodies {
  static final String TASK =
      "{\"id\":\"t-1\",\"task\":\"Buy milk\",\"output\":null,\"status\":\"running\","
          + "\"created_at\":\"2026-08-01T11:00:00Z\",\"steps\":[]}";
  static final String LINK = "{\"download_url\":\"https://files.example/x\"}";
  static final String EMPTY_PAGE =
      "{\"tasks\":[],\"total_pages\":0,\"page\":1,\"limit\":100,\"total_count\":0}";

  private V1Bodies() {}

  static Api api() {
    return new Api(ApiVersion.V1, Duration.ofSeconds(20));
  }

  static JsonBody body(String text) {
    return new JsonBody(new Buffer().writeUtf8(text));
  }
}
