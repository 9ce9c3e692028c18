package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The one place that says what an answer without success means. */
public final class Errors {

  // The words that the API is known to use, and a little more: they are no promise.
  private static final Pattern BUSY = Pattern.compile("running task|already has|\\bbusy\\b");
  private static final Pattern STOPPED = Pattern.compile("\\b(stopped|closed|ended|expired)\\b");
  private static final Pattern RATE = Pattern.compile("rate[ _-]?limit");
  private static final Pattern SESSIONS = Pattern.compile("concurrent|\\bsessions?\\b");

  private static final int MIN_SECRET = 4;

  private final RetryAfter retryAfter;
  private final ServerText serverText;

  /** Creates the judge. */
  public Errors(Clock clock, ServerText serverText) {
    this.retryAfter = new RetryAfter(clock);
    this.serverText = serverText;
  }

  /** Gives the error that an answer stands for. */
  public BrowserUseException of(ApiCall call, Answer answer) {
    ErrorBody body = ErrorBody.read(answer.body());
    int length = body.isJson() ? ServerText.SENTENCE : ServerText.EXCERPT;
    String words = serverText.clean(withoutSecrets(call, body.words()), length);
    if (words == null) {
      words = serverText.clean(answer.reason(), length);
    }
    String meaning = body.words() == null ? "" : body.words().toLowerCase(Locale.ROOT);
    return new Case(call, answer, meaning, words, retryAfter.of(answer, body.json())).error();
  }

  /** Gives the error for an answer that was meant as a success, but cannot be read. */
  static BrowserUseException unreadable(ApiCall call, Answer answer, UnreadableAnswerException e) {
    return new Case(call, answer, "", null, null).unexpected(e);
  }

  /**
   * Tells whether the answer says that there is no such task, and so not that a route is missing.
   */
  public static boolean deniesTask(Answer answer) {
    String words = ErrorBody.read(answer.body()).words();
    return words != null && words.toLowerCase(Locale.ROOT).contains("task not found");
  }

  /** The server should not repeat a secret that it was sent, but nothing keeps it from doing so. */
  private static String withoutSecrets(ApiCall call, String words) {
    if (words == null || call.body() == null) {
      return words;
    }
    String clean = words;
    for (JsonNode secret : call.body().path("secrets")) {
      // What is shorter protects nothing, and would make the words unreadable.
      if (secret.asText().length() >= MIN_SECRET) {
        clean = clean.replace(secret.asText(), "[secret]");
      }
    }
    return clean;
  }

  /**
   * One answer to judge.
   *
   * @param call what was asked
   * @param answer what came back
   * @param meaning the server's words in lower case, to look for what they mean
   * @param words the same to be shown, or null
   * @param retryAfter how long the server wants to be left alone, or null
   */
  private record Case(
      ApiCall call, Answer answer, String meaning, String words, Duration retryAfter) {

    BrowserUseException error() {
      return switch (answer.status()) {
        case 400, 409 -> refused();
        case 401, 403 -> new BrowserUseException.Authentication(withoutEffect());
        case 402 -> new BrowserUseException.InsufficientCredits(withoutEffect());
        case 404, 410 -> notFound();
        // The server gave up waiting for the request, or so it thinks.
        case 408 -> new BrowserUseException.NoResponse(perhapsWithEffect(null));
        case 422 -> invalid();
        case 429 -> tooMuch();
        default -> byClass();
      };
    }

    BrowserUseException unexpected(UnreadableAnswerException e) {
      return new BrowserUseException.UnexpectedResponse(perhapsWithEffect(e));
    }

    private BrowserUseException byClass() {
      return switch (answer.status() / 100) {
        case 3 -> unexpected(redirect());
        case 4 -> new BrowserUseException.InvalidRequest(withoutEffect());
        case 5 -> new BrowserUseException.Server(perhapsWithEffect(null));
        default -> new BrowserUseException.UnexpectedResponse(perhapsWithEffect(null));
      };
    }

    private BrowserUseException refused() {
      if (says("session") && says(BUSY)) {
        return new BrowserUseException.SessionBusy(withoutEffect());
      }
      if (says("session") && says(STOPPED)) {
        return new BrowserUseException.SessionStopped(withoutEffect());
      }
      return new BrowserUseException.InvalidRequest(withoutEffect());
    }

    private BrowserUseException notFound() {
      boolean session = says("session");
      return switch (call.subject()) {
        case TASK -> taskNotFound();
        case SESSION ->
            says("share not found")
                ? new BrowserUseException.NotFound(withoutEffect())
                : new BrowserUseException.SessionNotFound(withoutEffect());
        // A create can also miss a profile, and a wrong address misses everything.
        case NEW_TASK ->
            session
                ? new BrowserUseException.SessionNotFound(withoutEffect())
                : new BrowserUseException.NotFound(withoutEffect());
        case NEW_SESSION, LIST -> new BrowserUseException.NotFound(withoutEffect());
      };
    }

    private BrowserUseException taskNotFound() {
      if (says("session not found")) {
        return new BrowserUseException.SessionNotFound(withoutEffect());
      }
      return says("file not found")
          ? new BrowserUseException.NotFound(withoutEffect())
          : new BrowserUseException.TaskNotFound(withoutEffect());
    }

    private BrowserUseException invalid() {
      String action = call.body() == null ? "" : call.body().path("action").asText();
      boolean rests = action.equals("pause") || action.equals("resume");
      // A problem with the id is in the path; any other is about the action, the only field.
      if (rests && !meaning.startsWith("path.")) {
        String sentence = "this API does not support " + action;
        return new BrowserUseException.UnsupportedAction(
            details(
                words == null ? sentence : sentence + " (" + words + ")",
                call.followsChange(),
                null));
      }
      return new BrowserUseException.InvalidRequest(withoutEffect());
    }

    private BrowserUseException tooMuch() {
      return says(SESSIONS) && !says(RATE)
          ? new BrowserUseException.TooManySessions(withoutEffect())
          : new BrowserUseException.RateLimited(withoutEffect());
    }

    /** Names the host only: the rest of a location can hold a token. */
    private UnreadableAnswerException redirect() {
      String location = answer.headers().get("Location");
      HttpUrl url = location == null ? null : HttpUrl.parse(location);
      String target = url == null ? "" : " to " + url.scheme() + "://" + url.host();
      return new UnreadableAnswerException("a redirect" + target + " is not followed");
    }

    private boolean says(String word) {
      return meaning.contains(word);
    }

    private boolean says(Pattern pattern) {
      return pattern.matcher(meaning).find();
    }

    private BrowserUseException.Details withoutEffect() {
      return details(words, call.followsChange(), null);
    }

    private BrowserUseException.Details perhapsWithEffect(Throwable cause) {
      return details(cause == null ? words : null, !call.onlyReads(), cause);
    }

    private BrowserUseException.Details details(
        String text, boolean perhapsWithEffect, Throwable cause) {
      return new BrowserUseException.Details(
          call.label(), answer.status(), text, retryAfter, perhapsWithEffect, cause);
    }
  }
}
