package com.browseruse.temporal.testing;

import com.browseruse.temporal.testing.internal.http.Body;
import com.browseruse.temporal.testing.internal.http.Checks;
import com.browseruse.temporal.testing.internal.http.Dispatcher.FaultRule;
import com.browseruse.temporal.testing.internal.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in the exchanges it matches. Of several faults that apply, the one
 * added first takes effect. Faults touch every route but {@code /__admin}, downloads included.
 */
public final class Fault {
  final FaultRule rule;

  private Fault(FaultRule rule) {
    this.rule = rule;
  }

  /** {@return a builder for a fault of every request, still without an effect} */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * {@return a builder for a fault of the requests with this HTTP method, and with a path in which
   * the regular expression finds a match; still without an effect}
   */
  public static Builder on(String method, String pathRegex) {
    return new Builder().method(method).path(pathRegex);
  }

  /** Where in an exchange a fault cuts the connection. */
  public enum Disconnect {
    /** The request has arrived; it is not served. */
    BEFORE,
    /** The request is served; not a byte of the response is sent. */
    AFTER,
    /** The request is served; the response's head and half of its body are sent. */
    MID_BODY
  }

  /**
   * Puts a {@link Fault} together. Every setter returns this builder and throws an {@link
   * IllegalArgumentException} for a value out of bounds.
   */
  public static final class Builder {
    private static final String GARBAGE =
        "<html><head><title>Bad Gateway</title></head><body><h1>\u0000Bad {\"Gateway\"";

    private static final Pattern HEADER_NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

    private @Nullable String method;
    private Pattern path = Pattern.compile("");
    private int after;
    private int times = Integer.MAX_VALUE;
    private Duration delay = Duration.ZERO;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable Integer status;
    private @Nullable String body;
    private @Nullable Disconnect disconnect;
    private boolean garbage;
    private boolean commit;
    private @Nullable Duration commitDelay;

    private Builder() {}

    /** Which HTTP method, in any case, a request must have; default: any. */
    public Builder method(String value) {
      method = Objects.requireNonNull(value, "method");
      return this;
    }

    /** A regular expression to find in the path of a request; default: any path. */
    public Builder path(String regex) {
      path = Checks.regex("path", regex);
      return this;
    }

    /** How many matching requests pass before the fault takes effect, at least 0; default: 0. */
    public Builder after(int value) {
      after = Checks.number("after", value, 0, Integer.MAX_VALUE);
      return this;
    }

    /** How many requests the fault spoils, at least 1; default: all from then on. */
    public Builder times(int value) {
      times = Checks.number("times", value, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Responds with another status, from 200 to 599; the request is not served unless {@link
     * #commit} says so.
     */
    public Builder status(int value) {
      status = Checks.number("status", value, 200, 599);
      return this;
    }

    /**
     * The body of the other response, as plain text unless a header {@code Content-Type} says
     * otherwise; default: a JSON body with a detail. Without a status the status is 200.
     */
    public Builder body(String text) {
      body = Objects.requireNonNull(text, "body");
      return this;
    }

    /** Adds a header to the response, whichever that is, or replaces the one with its name. */
    public Builder header(String name, String value) {
      Checks.check(
          HEADER_NAME.matcher(name).matches(), "A header's name must be a token, as in HTTP.");
      Checks.check(
          value.chars().noneMatch(Character::isISOControl),
          "The value of the header " + name + " must be one line of text.");
      headers.put(name, value);
      return this;
    }

    /**
     * How long, in real time, the response or the disconnect waits after the request was served, up
     * to 365 days; default: not at all.
     */
    public Builder delay(Duration value) {
      delay = Checks.duration("delay", value);
      return this;
    }

    /** Cuts the connection there; default: it is not cut. */
    public Builder disconnect(Disconnect value) {
      disconnect = Objects.requireNonNull(value, "disconnect");
      return this;
    }

    /**
     * Responds with something that is not JSON although it says so; with status 200 unless another
     * is set. The request is not served unless {@link #commit} says so.
     */
    public Builder garbage() {
      garbage = true;
      return this;
    }

    /** Serves the request although the response does not show it. */
    public Builder commit() {
      commit = true;
      return this;
    }

    /**
     * Serves the request so much later by the emulator's clock, up to 365 days, whether or not the
     * client still waits; a real response waits as long in real time. Default: at once.
     */
    public Builder commitDelay(Duration value) {
      commitDelay = Checks.duration("commitDelay", value);
      return this;
    }

    /**
     * {@return the fault}
     *
     * @throws IllegalArgumentException if it has no effect, or effects that exclude each other
     */
    public Fault build() {
      boolean responds = status != null || body != null || garbage;
      boolean otherwise = commitDelay != null || !delay.isZero() || !headers.isEmpty();
      Checks.check(
          !responds || disconnect == null,
          "disconnect cuts the response off: leave out status, body and garbage.");
      Checks.check(!garbage || body == null, "garbage is a body itself: leave out body.");
      Checks.check(
          responds || otherwise || disconnect != null,
          "effect must have at least one of"
              + " status, body, headers, delay, disconnect, garbage, commitDelay.");
      boolean skipped = (responds || disconnect == Disconnect.BEFORE) && !commit;
      Duration serveAfter = commitDelay == null && !skipped ? Duration.ZERO : commitDelay;
      Response substitute = responds ? substitute() : null;
      Map<String, String> added = new TreeMap<>(headers);
      return new Fault(
          new FaultRule(
              method, path, after, times, serveAfter, delay, substitute, disconnect, added));
    }

    private Response substitute() {
      int code = status == null ? 200 : status;
      if (garbage) {
        return Response.of(code, "application/json", Body.text(GARBAGE));
      }
      return body != null
          ? Response.text(code, "text/plain; charset=utf-8", body)
          : Response.error(code, "The emulator was set to respond like this.");
    }
  }
}
