package com.browseruse.temporal.whole;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Makes sessions as a caller of the API would: the plugin itself makes none. */
final class Sessions {
  private Sessions() {}

  static String keptAlive(BrowserUseEmulator emulator, String apiKey) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(emulator.baseUrl().resolve("/api/v2/sessions"))
            .header("X-Browser-Use-API-Key", apiKey)
            .POST(HttpRequest.BodyPublishers.ofString("{\"keepAlive\": true}"))
            .build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).get("id").asText();
  }
}
