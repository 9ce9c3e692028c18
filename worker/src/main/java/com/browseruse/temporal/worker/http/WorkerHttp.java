package com.browseruse.temporal.worker.http;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The worker's HTTP port, from before it connects to Temporal until it has drained. Without a port
 * in the settings it does nothing.
 */
public final class WorkerHttp implements AutoCloseable {
  private static final long HEALTH_SECONDS = 2;

  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final Health health = new Health(clock);
  private final @Nullable Metrics metrics;
  private final @Nullable HttpServer server;
  private @Nullable HintSender hints;

  private WorkerHttp(Settings settings, @Nullable Integer port) {
    this.settings = settings;
    if (port == null) {
      metrics = null;
      server = null;
      return;
    }
    metrics = new Metrics();
    try {
      server =
          new HttpServer(
              settings.httpHost(),
              port,
              health,
              metrics,
              settings.webhookSecret() != null,
              HttpServer.LONGEST_EXCHANGE);
    } catch (HttpServer.CannotListenException e) {
      metrics.close();
      throw UserError.failed(
          "The worker cannot listen on port %d of %s: %s; check %s and %s"
              .formatted(
                  port,
                  settings.httpHost(),
                  UserError.rootMessage(e),
                  Settings.HTTP_PORT,
                  Settings.HTTP_HOST));
    }
  }

  /** Listens as the settings say, and is not ready yet. */
  public static WorkerHttp open(Settings settings) {
    return new WorkerHttp(settings, settings.httpPort());
  }

  /** Where Temporal's SDK counts. */
  public Scope temporalMetrics() {
    return metrics == null ? new NoopScope() : metrics.temporal();
  }

  /** Where it listens, or null if it does not. */
  public @Nullable URI address() {
    return server == null ? null : server.address();
  }

  /** Where it takes webhooks. */
  public URI webhooks() {
    if (server == null) {
      throw new IllegalStateException("there is no port");
    }
    return server.address().resolve(HttpServer.WEBHOOKS);
  }

  /**
   * The worker has started: webhooks are taken from now on.
   *
   * @param hinted is told of each hint that has reached a run
   */
  public void started(TemporalConnection temporal, Runnable hinted) {
    health.running(() -> reaches(temporal));
    String secret = settings.webhookSecret();
    if (server == null || metrics == null || secret == null) {
      return;
    }
    hints =
        new HintSender(
            id -> {
              boolean sent = signal(temporal.client(), id);
              if (sent) {
                hinted.run();
              }
              return sent;
            },
            metrics.registry());
    server.take(new WebhookReceiver(secret, clock, hints, temporal.namespace()));
  }

  /** The worker takes no more work. */
  public void draining() {
    health.draining();
  }

  private static boolean signal(WorkflowClient client, String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).signal(TaskMarkers.RUN_HINT_SIGNAL);
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  private static boolean reaches(TemporalConnection temporal) {
    try {
      temporal
          .client()
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(HEALTH_SECONDS, TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (hints != null) {
      hints.close();
    }
    if (metrics != null) {
      metrics.close();
    }
  }
}
