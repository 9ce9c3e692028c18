package com.browseruse.temporal.testing;

import com.browseruse.temporal.testing.internal.admin.Admin;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.Links;
import com.browseruse.temporal.testing.internal.http.Checks;
import com.browseruse.temporal.testing.internal.http.Dispatcher;
import com.browseruse.temporal.testing.internal.http.RequestHandler;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.browseruse.temporal.testing.internal.v1.V1Api;
import com.browseruse.temporal.testing.internal.v2.V2Api;
import com.browseruse.temporal.testing.internal.v2.V2Views;
import com.browseruse.temporal.testing.internal.webhooks.Webhooks;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An emulator of Browser Use Cloud, versions 2 and 1, that listens on this machine's loopback
 * address. It runs scripted tasks by its clock, keeps a ledger of what really happened, and makes
 * things go wrong on demand. Cheap enough for one per test; safe for use by several threads.
 *
 * <pre>{@code
 * try (BrowserUseEmulator emulator = BrowserUseEmulator.newBuilder().start()) {
 *   emulator.addScenario(Scenario.matching("lamp").steps(3).output("42 USD").build());
 *   emulator.addFault(
 *       Fault.on("POST", "/tasks$").times(1).disconnect(Fault.Disconnect.AFTER).build());
 *   // point a client to emulator.baseUrl(), let it work, then:
 *   assertEquals(1, emulator.tasks().size());
 * }
 * }</pre>
 *
 * <p>The same is offered over HTTP under {@code /__admin}, which needs no API key.
 *
 * <p>With Temporal's {@code TestWorkflowEnvironment}, which skips time, use {@link
 * BrowserUseTestEnvironment}: under the system's clock every run would seem to time out.
 */
public final class BrowserUseEmulator implements AutoCloseable {
  static {
    // Without this, Nagle's algorithm holds back small responses for 40 ms. The JDK's server reads
    // the setting once, when its first instance is created.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final HttpServer server;
  private final int port;
  private final ExecutorService threads;
  private final Cloud cloud;
  private final Dispatcher dispatcher;
  private final RequestHandler handler;
  private final Clock clock;
  private @Nullable Webhooks webhooks;

  private BrowserUseEmulator(Builder builder) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, builder.port), 0);
    port = server.getAddress().getPort();
    cloud = new Cloud(builder.apiKey, builder.sessionLimit, Scenario.newBuilder().build().script);
    Routes routes = new Routes();
    Links links = new Links(cloud, baseUrl().toString());
    new V1Api(cloud, links).addTo(routes);
    new V2Api(cloud, new V2Views(links)).addTo(routes);
    links.addTo(routes);
    clock = builder.clock;
    dispatcher = new Dispatcher(clock, routes, builder.rateLimit);
    handler = new RequestHandler(dispatcher, Admin.routes(this));
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "browser-use-emulator");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", handler::handle);
    server.start();
    if (builder.webhookUrl != null && builder.webhookSecret != null) {
      sendWebhooks(builder.webhookUrl, builder.webhookSecret);
    }
  }

  /** {@return a builder that holds the defaults} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * {@return where clients find the emulator: scheme, host and port, without a path and without a
   * slash at the end}
   */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** {@return the port that it listens on} */
  public int port() {
    return port;
  }

  /** {@return the ledger: every task ever created, oldest first, as it stands now} */
  public List<RecordedTask> tasks() {
    return dispatcher.read(cloud::ledger);
  }

  /** {@return every session ever opened, those that tasks made included, oldest first} */
  public List<RecordedSession> sessions() {
    return dispatcher.read(cloud::sessionLedger);
  }

  /** When a task will have ended if nobody interferes; null if it goes on until it is stopped. */
  @Nullable Instant endOf(String taskId) {
    return dispatcher.read(now -> cloud.ledger(now.plus(FOR_EVER))).stream()
        .filter(task -> task.id().equals(taskId))
        .findFirst()
        .map(RecordedTask::finishedAt)
        .orElse(null);
  }

  /**
   * {@return how often each method and route, such as {@code GET /api/v2/tasks/{id}/status}, was
   * called, faults included and {@code /__admin} left out}
   */
  public Map<String, Integer> requests() {
    return dispatcher.counts();
  }

  /** {@return how many calls were refused since there were more in a second than allowed} */
  public int rateLimited() {
    return dispatcher.rateLimited();
  }

  /** Adds a script for tasks created from now on. It is tried before those added earlier. */
  public void addScenario(Scenario scenario) {
    dispatcher.update(() -> cloud.add(scenario.script));
  }

  /** Makes something go wrong. The fault is tried after the faults added earlier. */
  public void addFault(Fault fault) {
    dispatcher.add(fault.rule);
  }

  /**
   * Forgets the faults, so that no request meets one from now on. What a fault has delayed already
   * is still served, and what was counted stays.
   */
  public void clearFaults() {
    dispatcher.clearFaults();
  }

  /**
   * Lets new tasks show up in lists so much later, from zero, the default, to 365 days. They can be
   * read by their id at once.
   */
  public void setListLag(Duration lag) {
    Checks.duration("lag", lag);
    dispatcher.update(() -> cloud.setListLag(lag));
  }

  /**
   * Sends a signed webhook each time that the status of a task changes from now on, instead of to
   * where they went before. One that is not taken is sent again after 1, 5 and 30 seconds, unless
   * it was refused with 400, 401, 403, 404 or 410. Only tasks of version 2 have webhooks.
   *
   * @param url where they are posted to, by http or https
   * @param secret what they are signed with
   * @throws IllegalArgumentException if the URL is none of http or https, or the secret is empty
   */
  public synchronized void sendWebhooks(URI url, String secret) {
    Checks.webhook(url, secret);
    if (webhooks != null) {
      webhooks.close();
    }
    webhooks = Webhooks.start(url, secret, clock, dispatcher, cloud);
  }

  /**
   * Forgets everything: tasks, sessions, scenarios, faults, counts, lag, and requests still to
   * serve.
   */
  public void reset() {
    dispatcher.reset(cloud::reset);
  }

  /** Stops listening and cuts the exchanges under way. Closing twice is closing once. */
  @Override
  public synchronized void close() {
    if (webhooks != null) {
      webhooks.close();
    }
    handler.close();
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * Configures an emulator. Every setter returns this builder and throws an {@link
   * IllegalArgumentException} for a value out of bounds.
   */
  public static final class Builder {
    private int port;
    private @Nullable String apiKey;
    private Clock clock = Clock.systemUTC();
    private int sessionLimit = 10;
    private @Nullable Integer rateLimit;
    private @Nullable URI webhookUrl;
    private @Nullable String webhookSecret;

    private Builder() {}

    /** The port to listen on, up to 65535; default: 0, which takes any that is free. */
    public Builder port(int value) {
      port = Checks.number("port", value, 0, 65_535);
      return this;
    }

    /** The only API key to accept, by every version; default: null, for any but an empty one. */
    public Builder apiKey(@Nullable String value) {
      apiKey = value;
      return this;
    }

    /** The clock by which tasks run and links expire; default: the system's, in UTC. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * How many sessions may be active at once, those of version 1's tasks included, at least 1;
     * default: 10, as on a new account.
     */
    public Builder sessionLimit(int value) {
      sessionLimit = Checks.number("sessionLimit", value, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * How many calls of the API a second are served, all versions together, at least 1. They are
     * counted in windows of five seconds by the emulator's clock, so {@code 25} means 125 in each;
     * what is beyond gets status 429 with {@code rate_limited} and {@code Retry-After: 5}. The
     * default is no limit; the real service has one of about 25 for a whole project.
     */
    public Builder rateLimit(int perSecond) {
      rateLimit = Checks.number("rateLimit", perSecond, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sends webhooks from the start, as {@link BrowserUseEmulator#sendWebhooks} does later;
     * default: none.
     */
    public Builder webhooks(URI url, String secret) {
      Checks.webhook(url, secret);
      webhookUrl = url;
      webhookSecret = secret;
      return this;
    }

    /**
     * {@return an emulator that listens}
     *
     * @throws UncheckedIOException if it cannot listen on the port
     */
    public BrowserUseEmulator start() {
      try {
        return new BrowserUseEmulator(this);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The emulator cannot listen on port " + port + ": " + e.getMessage(), e);
      }
    }
  }
}
