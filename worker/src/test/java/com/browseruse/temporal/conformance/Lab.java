package com.browseruse.temporal.conformance;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** An emulator with a clock that the case sets, and a client for it. */
final class Lab implements AutoCloseable {

  /** A task that nobody has. */
  static final String NOBODYS = "00000000-0000-4000-8000-00000000dead";

  /** What version 2 refuses as an id. */
  static final String NO_UUID = "no-uuid";

  private static final int SESSIONS = 3;
  private static final String KEY = "the-right-key";

  private final HandClock clock = new HandClock();
  final BrowserUseEmulator emulator =
      BrowserUseEmulator.newBuilder().clock(clock).sessionLimit(SESSIONS).apiKey(KEY).start();
  final BrowserUseClient client;
  private final ApiVersion version;

  Lab(ApiVersion version) {
    this.version = version;
    this.client = client(KEY);
    emulator.addScenario(
        Scenario.newBuilder()
            .startDelay(Duration.ofSeconds(1))
            .steps(3)
            .stepDuration(Duration.ofSeconds(2))
            .output("done")
            .outputFiles(List.of(Scenario.File.of("report 1.csv", "a,b\n1,2\n")))
            .build());
  }

  BrowserUseClient client(String key) {
    return BrowserUseClient.create(
        BrowserUseClientOptions.newBuilder(key)
            .baseUrl(emulator.baseUrl())
            .apiVersion(version)
            .clock(clock)
            .build());
  }

  BrowserUseClient clientWithWrongKey() {
    return client("a-wrong-key");
  }

  String create() {
    return client.createTask(TaskRequest.newBuilder("Find milk").build()).taskId();
  }

  String finished() {
    String id = create();
    letItEnd();
    return id;
  }

  /** Enough for every task to reach its end by itself. */
  void letItEnd() {
    pass(Duration.ofMinutes(1));
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  Instant now() {
    return clock.now;
  }

  /** Takes every session that there is. */
  void takeAllSessions() {
    for (int i = 0; i < SESSIONS; i++) {
      create();
    }
  }

  /** Follows a link as a stranger would, without the key. */
  String download(URI link) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  void answerOnce(String method, String path, int status) {
    emulator.addFault(Fault.on(method, path).times(1).status(status).build());
  }

  @Override
  public void close() {
    client.close();
    emulator.close();
  }

  private static final class HandClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
