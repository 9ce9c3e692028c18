package com.browseruse.temporal.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An emulator of Browser Use Cloud, versions 2 and 1, that listens on this machine's loopback
 * address. It plays tasks by its clock, keeps a ledger of what really happened, and makes things go
 * wrong on demand. Cheap enough for one per test; safe for use by several threads.
 *
 * <pre>{@code
 * try (BrowserUseEmulator emulator = BrowserUseEmulator.newBuilder().start()) {
 *   emulator.addScenario(Scenario.matching("lamp").steps(3).output("42 USD").build());
 *   emulator.addFault(
 *       Fault.on("POST", "/tasks$").times(1).disconnect(FaultDisconnect.AFTER).build());
 *   // point a client to emulator.baseUrl(), let it work, then:
 *   assertEquals(1, emulator.tasks().size());
 * }
 * }</pre>
 *
 * <p>The same can be told and asked over HTTP under {@code /__admin}, which needs no API key.
 */
public final class BrowserUseEmulator implements AutoCloseable {

  static {
    // Without this, Nagle's algorithm holds back small answers for 40 ms. The JDK's server reads
    // the
    // setting once, when its first instance is made.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final int port;
  private final ExecutorService threads;
  private final EmulatedService service;
  private final Front front;

  private BrowserUseEmulator(Builder builder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(loopback(), builder.port), 0);
    port = server.getAddress().getPort();
    service =
        new EmulatedService(
            builder.clock, new Cloud(builder.sessionLimit), new ApiKey(builder.apiKey), baseUrl());
    front = new Front(service);
    threads = Executors.newCachedThreadPool(BrowserUseEmulator::daemon);
    server.setExecutor(threads);
    server.createContext("/", front::handle);
    server.start();
  }

  /**
   * Starts to configure an emulator.
   *
   * @return a builder that holds the defaults
   */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Where clients find the emulator.
   *
   * @return scheme, host and port, without a path and without a slash at the end
   */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /**
   * The port that it listens on.
   *
   * @return the port
   */
  public int port() {
    return port;
  }

  /**
   * The ledger: every task ever created, oldest first, as it stands now.
   *
   * @return the tasks
   */
  public List<RecordedTask> tasks() {
    return service.tasks();
  }

  /**
   * How often each route was called, faults included and {@code /__admin} left out.
   *
   * @return counts per method and route, such as {@code GET /api/v2/tasks/{id}/status}
   */
  public Map<String, Integer> requests() {
    return service.requests();
  }

  /**
   * Adds a script for tasks created from now on. It is asked before those added earlier.
   *
   * @param scenario the script
   */
  public void addScenario(Scenario scenario) {
    service.add(Objects.requireNonNull(scenario, "scenario"));
  }

  /**
   * Makes something go wrong. It is asked after the faults added earlier.
   *
   * @param fault what goes wrong, and when
   */
  public void addFault(Fault fault) {
    service.add(Objects.requireNonNull(fault, "fault"));
  }

  /**
   * Lets new tasks show up in lists late. They can be read by their id at once.
   *
   * @param lag from zero, the default, to 365 days
   * @throws IllegalArgumentException if it is out of bounds
   */
  public void setListLag(Duration lag) {
    service.setListLag(Bounds.duration("lag", lag));
  }

  /** Forgets everything: tasks, sessions, scenarios, faults, counts, lag, and work still to do. */
  public void reset() {
    service.reset();
  }

  /** Stops listening and cuts the exchanges under way. Closing twice is closing once. */
  @Override
  public void close() {
    front.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "browser-use-emulator");
    thread.setDaemon(true);
    return thread;
  }

  /** Configures an emulator. Every setter returns this builder. */
  public static final class Builder {

    private int port;
    private String apiKey;
    private Clock clock = Clock.systemUTC();
    private int sessionLimit = 10;

    private Builder() {}

    /**
     * The port to listen on; default: 0, which takes any that is free.
     *
     * @param value from 0 to 65535
     * @return this
     * @throws IllegalArgumentException if it is out of bounds
     */
    public Builder port(int value) {
      port = Bounds.number("port", value, 0, 65_535);
      return this;
    }

    /**
     * The only API key to accept, by every version; default: null, which accepts any that is not
     * empty.
     *
     * @param value the key, or null
     * @return this
     */
    public Builder apiKey(String value) {
      apiKey = value;
      return this;
    }

    /**
     * The clock by which tasks play and links expire; default: the system's, in UTC.
     *
     * @param value the clock
     * @return this
     */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * How many sessions may be active at once, those of version 1's tasks included; default: 10, as
     * on a new account.
     *
     * @param value at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder sessionLimit(int value) {
      sessionLimit = Bounds.number("sessionLimit", value, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Starts the emulator.
     *
     * @return an emulator that listens
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
