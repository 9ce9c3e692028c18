package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Puts a {@link Fault} together. Every setter returns this builder. */
public final class FaultBuilder {

  private static final String GARBAGE =
      "<html><head><title>Bad Gateway</title></head><body><h1>\u0000Bad {\"Gateway\"";

  private static final Pattern HEADER_NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");

  String method;
  Pattern path = Pattern.compile("");
  int after;
  int times = Integer.MAX_VALUE;
  Duration delay = Duration.ZERO;
  final Map<String, String> headers = new LinkedHashMap<>();
  private Integer status;
  private Answer body;
  private FaultDisconnect disconnect;
  private boolean garbage;
  private boolean commit;
  private Duration commitDelay;

  FaultBuilder() {}

  /**
   * Which method a request must have; default: any.
   *
   * @param value an HTTP method, in any case
   * @return this
   */
  public FaultBuilder method(String value) {
    method = Objects.requireNonNull(value, "method");
    return this;
  }

  /**
   * Which path a request must have; default: any.
   *
   * @param regex a regular expression, looked for anywhere in the request's path
   * @return this
   * @throws IllegalArgumentException if it is no regular expression
   */
  public FaultBuilder path(String regex) {
    path = Bounds.regex("path", regex);
    return this;
  }

  /**
   * How many matching requests pass before the fault takes effect; default: 0.
   *
   * @param value at least 0
   * @return this
   * @throws IllegalArgumentException if it is negative
   */
  public FaultBuilder after(int value) {
    after = Bounds.number("after", value, 0, Integer.MAX_VALUE);
    return this;
  }

  /**
   * How many requests the fault spoils; default: all from then on.
   *
   * @param value at least 1
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public FaultBuilder times(int value) {
    times = Bounds.number("times", value, 1, Integer.MAX_VALUE);
    return this;
  }

  /**
   * Answers with a status of our choice; the work is not done unless {@link #commit} says so.
   *
   * @param value from 200 to 599
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public FaultBuilder status(int value) {
    status = Bounds.number("status", value, 200, 599);
    return this;
  }

  /**
   * The body of the answer of our choice, as plain text unless a header {@code Content-Type} says
   * otherwise; default: a JSON body with a detail. Without a status the status is 200.
   *
   * @param text the body
   * @return this
   */
  public FaultBuilder body(String text) {
    body = Answer.text(200, "text/plain; charset=utf-8", text);
    return this;
  }

  FaultBuilder body(JsonNode json) {
    body = Answer.json(200, json);
    return this;
  }

  /**
   * Adds a header to the answer, whichever that is, in the place of one with the same name.
   *
   * @param name the header's name
   * @param value its value
   * @return this
   * @throws IllegalArgumentException if HTTP does not allow such a header
   */
  public FaultBuilder header(String name, String value) {
    Bounds.check(
        HEADER_NAME.matcher(name).matches(), "A header's name must be a token, as in HTTP.");
    Bounds.check(
        value.chars().noneMatch(Character::isISOControl),
        "The value of the header " + name + " must be one line of text.");
    headers.put(name, value);
    return this;
  }

  /**
   * How long, in real time, the answer or the disconnect waits after the work; default: not at all.
   *
   * @param value from zero to 365 days
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public FaultBuilder delay(Duration value) {
    delay = Bounds.duration("delay", value);
    return this;
  }

  /**
   * Cuts the connection.
   *
   * @param value where
   * @return this
   */
  public FaultBuilder disconnect(FaultDisconnect value) {
    disconnect = Objects.requireNonNull(value, "disconnect");
    return this;
  }

  /**
   * Answers with something that is not JSON although it says so; with status 200 unless another is
   * set. The work is not done unless {@link #commit} says so.
   *
   * @return this
   */
  public FaultBuilder garbage() {
    garbage = true;
    return this;
  }

  /**
   * Does the work although the answer does not tell.
   *
   * @return this
   */
  public FaultBuilder commit() {
    commit = true;
    return this;
  }

  /**
   * Does the work so much later by the emulator's clock, whether or not the client still waits; an
   * answer that takes the work waits as long in real time.
   *
   * @param value from zero to 365 days
   * @return this
   * @throws IllegalArgumentException if it is out of bounds
   */
  public FaultBuilder commitDelay(Duration value) {
    commitDelay = Bounds.duration("commitDelay", value);
    return this;
  }

  /**
   * Ends the building.
   *
   * @return the fault
   * @throws IllegalArgumentException if it has no effect, or effects that exclude each other
   */
  public Fault build() {
    boolean answers = status != null || body != null || garbage;
    boolean otherwise = commitDelay != null || !delay.isZero() || !headers.isEmpty();
    Bounds.check(
        !answers || disconnect == null,
        "disconnect cuts the answer off: leave out status, body and garbage.");
    Bounds.check(!garbage || body == null, "garbage is a body itself: leave out body.");
    Bounds.check(
        answers || otherwise || disconnect != null,
        "effect must have at least one of"
            + " status, body, headers, delay, disconnect, garbage, commitDelay.");
    return new Fault(this, work(answers), reply(answers));
  }

  private Work work(boolean answers) {
    if (commitDelay != null) {
      return new Work.Later(commitDelay);
    }
    boolean skipped = answers || disconnect == FaultDisconnect.BEFORE;
    return skipped && !commit ? new Work.Skipped() : new Work.AtOnce();
  }

  private Reply reply(boolean answers) {
    if (answers) {
      return new Reply.Instead(answer());
    }
    if (disconnect == null) {
      return new Reply.Truth();
    }
    return disconnect == FaultDisconnect.MID_BODY ? new Reply.CutShort() : new Reply.HangUp();
  }

  private Answer answer() {
    int code = status == null ? 200 : status;
    if (garbage) {
      return Answer.of(code, "application/json", Body.text(GARBAGE));
    }
    if (body != null) {
      return new Answer(code, body.headers(), body.body());
    }
    return Answer.detail(code, "The emulator was told to answer like this.");
  }
}
