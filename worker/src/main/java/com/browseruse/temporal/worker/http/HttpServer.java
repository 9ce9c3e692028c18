package com.browseruse.temporal.worker.http;

import com.browseruse.temporal.worker.http.WebhookReceiver.Outcome;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The routes of the port, and the bounds of what anybody may ask of it. */
final class HttpServer implements AutoCloseable {
  /** It cannot be had; the message says why. */
  static final class CannotListenException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotListenException(Throwable cause) {
      super(cause);
    }
  }

  static final String WEBHOOKS = "/webhooks/browser-use";
  static final String TIMESTAMP = "X-Browser-Use-Timestamp";
  static final String SIGNATURE = "X-Browser-Use-Signature";

  private static final int MOST_THREADS = 16;
  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_HEADER_BYTES = 8 * 1024;

  /** The sender of webhooks gives up after as long. */
  static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(10);

  private static final String STARTING = "The worker is starting.";
  private static final String BROKEN = "The request broke off, or is none.";
  private static final String NO_SECRET =
      "This worker takes no webhooks: BROWSER_USE_WEBHOOK_SECRET is not set.";

  private final Javalin javalin;
  private final String host;
  private final Health health;
  private final Metrics metrics;
  private volatile @Nullable WebhookReceiver receiver;

  HttpServer(
      String host,
      int port,
      Health health,
      Metrics metrics,
      boolean takesWebhooks,
      Duration longestExchange)
      throws CannotListenException {
    this.host = host;
    this.health = health;
    this.metrics = metrics;
    Handler webhooks =
        takesWebhooks
            ? this::webhook
            : http -> answer(http, HttpStatus.NOT_FOUND.getCode(), NO_SECRET);
    javalin =
        Javalin.create(
            config -> {
              configure(config);
              config.jetty.addConnector(
                  (server, http) -> connector(server, http, host, port, longestExchange));
              config.routes.get("/health", this::health);
              config.routes.get("/metrics", this::metrics);
              config.routes.post(WEBHOOKS, webhooks);
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw new CannotListenException(e);
    }
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "text/plain; charset=utf-8";
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(HttpServer::bound);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("browser-use-http");
    threads.setDaemon(true);
    return threads;
  }

  private static void bound(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setPersistentConnectionsEnabled(false);
  }

  /** One exchange to a connection, and so long for both: bytes that trickle in hold nothing up. */
  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port, Duration longestExchange) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            connector
                .getScheduler()
                .schedule(
                    connection.getEndPoint()::close,
                    longestExchange.toMillis(),
                    TimeUnit.MILLISECONDS);
          }
        });
    return connector;
  }

  /** Takes webhooks from now on. */
  void take(WebhookReceiver webhooks) {
    receiver = webhooks;
  }

  URI address() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + shown + ":" + javalin.port());
  }

  private void health(Context http) {
    Health.Report report = health.report();
    http.status(report.healthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    http.json(report);
  }

  private void metrics(Context http) {
    http.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }

  private void webhook(Context http) {
    WebhookReceiver webhooks = receiver;
    if (webhooks == null) {
      answer(http, HttpStatus.SERVICE_UNAVAILABLE.getCode(), STARTING);
      return;
    }
    byte[] body;
    try {
      // One byte more than is taken tells that there is too much.
      body = http.bodyInputStream().readNBytes(WebhookReceiver.MOST_BYTES + 1);
    } catch (IOException | RuntimeException e) {
      answer(http, HttpStatus.BAD_REQUEST.getCode(), BROKEN);
      return;
    }
    Outcome outcome = webhooks.receive(only(http, TIMESTAMP), only(http, SIGNATURE), body);
    metrics
        .registry()
        .counter("browser.use.webhooks", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
    answer(http, outcome.status, outcome.text);
  }

  /** A header that is there once: who sends it twice may mean either. */
  private static @Nullable String only(Context http, String header) {
    List<String> values = Collections.list(http.req().getHeaders(header));
    return values.size() == 1 ? values.get(0) : null;
  }

  private static void answer(Context http, int status, String text) {
    http.status(status).result(text + "\n");
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
