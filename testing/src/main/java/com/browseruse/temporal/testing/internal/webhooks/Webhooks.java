package com.browseruse.temporal.testing.internal.webhooks;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline;
import com.browseruse.temporal.testing.internal.http.Dispatcher;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an event each time that the status of a task has changed: at least once, in no order, and
 * not again once the receiver has taken or refused it. Only version 2 has webhooks. Nothing happens
 * by itself in the emulator, so that this looks for changes, in real time.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);

  /** The waits before an event is sent again. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

  /** What ends the tries, besides success. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 410);

  private final URI url;
  private final String secret;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(GIVE_UP_AFTER)
          .build();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "browser-use-emulator-webhooks");
            made.setDaemon(true);
            return made;
          });

  private Webhooks(URI url, String secret, Clock clock) {
    this.url = url;
    this.secret = secret;
    this.clock = clock;
  }

  /** Sends what changes from now on. */
  public static Webhooks start(
      URI url, String secret, Clock clock, Dispatcher dispatcher, Cloud cloud) {
    Webhooks webhooks = new Webhooks(url, secret, clock);
    dispatcher.read(cloud::changedTasks);
    webhooks.thread.scheduleWithFixedDelay(
        () -> dispatcher.read(now -> webhooks.events(cloud, now)).forEach(e -> webhooks.send(e, 0)),
        0,
        LOOK_EVERY.toMillis(),
        TimeUnit.MILLISECONDS);
    return webhooks;
  }

  private List<ObjectNode> events(Cloud cloud, Instant now) {
    return cloud.changedTasks(now).stream().map(task -> event(task, now)).toList();
  }

  private static ObjectNode event(CloudTask task, Instant now) {
    ObjectNode event =
        Json.object().put("type", "agent.task.status_update").put("timestamp", Json.time(now));
    ObjectNode payload =
        event
            .putObject("payload")
            .put("task_id", task.id.toString())
            .put("session_id", task.session.id.toString())
            .put("status", word(task.state(now).status()));
    task.spec.metadata().forEach(payload.putObject("metadata")::put);
    return event;
  }

  /** Webhooks have words of their own. */
  private static String word(TaskTimeline.Status status) {
    return switch (status) {
      case CREATED -> "initializing";
      case STARTED -> "running";
      case PAUSED -> "paused";
      case FINISHED -> "idle";
      case FAILED, STOPPED -> "stopped";
    };
  }

  private void send(JsonNode event, int retries) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(GIVE_UP_AFTER)
            .header("Content-Type", "application/json")
            .header("X-Browser-Use-Timestamp", timestamp)
            .header("X-Browser-Use-Signature", Signature.of(event, timestamp, secret))
            .POST(BodyPublishers.ofString(event.toString()))
            .build();
    client
        .sendAsync(request, BodyHandlers.discarding())
        .whenComplete((response, problem) -> sent(event, retries, response, problem));
  }

  private void sent(
      JsonNode event,
      int retries,
      @Nullable HttpResponse<Void> response,
      @Nullable Throwable problem) {
    boolean taken = response != null && response.statusCode() / 100 == 2;
    boolean refused = response != null && REFUSALS.contains(response.statusCode());
    if (taken || thread.isShutdown()) {
      return;
    }
    log.debug("Webhook {}: {}", event, response == null ? problem : response.statusCode());
    if (!refused && retries < RETRIES.size()) {
      thread.schedule(
          () -> send(event, retries + 1), RETRIES.get(retries).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
