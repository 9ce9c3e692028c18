package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.Fault.Disconnect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves requests behind one lock, by the emulator's clock, and counts them. All delayed requests
 * that are due by now are served before anything else is looked at; that is how time passes here.
 */
public final class Dispatcher {
  /**
   * A fault. A request is served {@code serveAfter} its arrival by the emulator's clock, or not at
   * all if that is null; the reply waits for {@code delay} in real time.
   */
  public record FaultRule(
      @Nullable String method,
      Pattern path,
      int after,
      int times,
      @Nullable Duration serveAfter,
      Duration delay,
      @Nullable Response substitute,
      @Nullable Disconnect disconnect,
      Map<String, String> headers) {
    boolean matches(Request request) {
      return (method == null || method.equalsIgnoreCase(request.method()))
          && path.matcher(request.path()).find();
    }

    boolean needsRealResponse() {
      return substitute == null && (disconnect == null || disconnect == Disconnect.MID_BODY);
    }

    /**
     * How long, in real time, the reply waits; a real response waits until the request is served.
     */
    Duration replyAfter() {
      return needsRealResponse() && serveAfter != null ? delay.plus(serveAfter) : delay;
    }
  }

  /** Guarded by the dispatcher's lock. */
  record DelayedRequest(Request request, Instant due, CompletableFuture<Response> response) {}

  /** A fault, which other emulators may have too, with the requests that it has met here. */
  private static final class AddedFault {
    private final FaultRule rule;
    private long seen;
    private long applied;

    AddedFault(FaultRule rule) {
      this.rule = rule;
    }
  }

  // The request budget as the headers tell it, of 25 a second if none is enforced.
  private static final int RATE_WINDOW_SECONDS = 5;
  private static final int USUAL_RATE = 25;

  private final Clock clock;
  private final Routes routes;
  private final @Nullable Integer rateLimit;
  private final List<AddedFault> faults = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<DelayedRequest> delayed = new ArrayList<>();
  private long rateWindow;
  private int rateUsed;
  private int rateLimited;

  /** With a {@code rateLimit}, more calls of the API a second than that are refused. */
  public Dispatcher(Clock clock, Routes routes, @Nullable Integer rateLimit) {
    this.clock = clock;
    this.routes = routes;
    this.rateLimit = rateLimit;
  }

  synchronized Optional<FaultRule> arrive(Request request) {
    counts.merge(request.method() + " " + routes.template(request.path()), 1, Integer::sum);
    Optional<FaultRule> first = Optional.empty();
    for (AddedFault fault : faults) {
      boolean due = fault.rule.matches(request) && fault.seen++ >= fault.rule.after();
      if (due && first.isEmpty() && fault.applied < fault.rule.times()) {
        fault.applied++;
        first = Optional.of(fault.rule);
      }
    }
    return first;
  }

  synchronized Response serve(Request request) {
    return serve(request, now());
  }

  /** Serves a request after a delay by the emulator's clock; at once if that is zero. */
  synchronized DelayedRequest serveLater(Request request, Duration delay) {
    DelayedRequest later =
        new DelayedRequest(request, now().plus(delay), new CompletableFuture<>());
    delayed.add(later);
    now();
    return later;
  }

  /** For a client that has waited, even if the clock stood still; empty if it was forgotten. */
  synchronized Optional<Response> responseTo(DelayedRequest later) {
    Instant now = now();
    if (delayed.remove(later)) {
      later.response.complete(serve(later.request, now));
    }
    return Optional.ofNullable(later.response.getNow(null));
  }

  /** Reads what the routes serve, under the lock, at the instant of now. */
  public synchronized <T> T read(Function<Instant, T> reader) {
    return reader.apply(now());
  }

  public synchronized void update(Runnable change) {
    now();
    change.run();
  }

  public synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  public synchronized int rateLimited() {
    return rateLimited;
  }

  public synchronized void add(FaultRule fault) {
    faults.add(new AddedFault(fault));
  }

  /** Forgets the faults; what they have delayed already is still served. */
  public synchronized void clearFaults() {
    faults.clear();
  }

  /** Forgets faults, counts and delayed requests, together with what {@code more} forgets. */
  public synchronized void reset(Runnable more) {
    more.run();
    faults.clear();
    counts.clear();
    delayed.clear();
    rateUsed = 0;
    rateLimited = 0;
  }

  /** The time, once everything that was due until then is done. */
  private Instant now() {
    // Times are shown in microseconds: a finer one would be later than it says.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<DelayedRequest> due =
        delayed.stream()
            .filter(later -> !later.due.isAfter(now))
            .sorted(Comparator.comparing(later -> later.due))
            .toList();
    delayed.removeAll(due);
    due.forEach(later -> later.response.complete(serve(later.request, later.due)));
    return now;
  }

  private Response serve(Request request, Instant now) {
    long window = Math.floorDiv(now.getEpochSecond(), RATE_WINDOW_SECONDS);
    rateUsed = window == rateWindow ? rateUsed + 1 : 1;
    rateWindow = window;
    int rate = Objects.requireNonNullElse(rateLimit, USUAL_RATE);
    long remaining = (long) rate * RATE_WINDOW_SECONDS - rateUsed;
    // In the real service, downloads and the like come from another host.
    boolean refused = rateLimit != null && remaining < 0 && request.path().startsWith("/api/");
    rateLimited += refused ? 1 : 0;
    Response response = refused ? rateLimited(rate) : routes.serve(request, now);
    long reset = (window + 1) * RATE_WINDOW_SECONDS - now.getEpochSecond();
    return response.with(
        Map.of(
            "X-RateLimit-Remaining", Long.toString(Math.max(0, remaining)),
            "X-RateLimit-Reset", Long.toString(reset)));
  }

  private static Response rateLimited(int rate) {
    return Response.json(
            429,
            Json.object()
                .put("error", "rate_limited")
                .put("limit_rps", rate)
                .put("retry_after_seconds", RATE_WINDOW_SECONDS))
        .with(Map.of("Retry-After", Integer.toString(RATE_WINDOW_SECONDS)));
  }
}
