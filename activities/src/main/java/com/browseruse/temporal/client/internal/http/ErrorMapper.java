package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.BrowserUseException.Details;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The one place that says what a response without success means. */
public final class ErrorMapper {
  // Phrases that the API is known to use, and a little more: they are no promise.
  private static final Pattern BUSY = Pattern.compile("running task|already has|\\bbusy\\b");
  private static final Pattern STOPPED = Pattern.compile("\\b(stopped|closed|ended|expired)\\b");
  private static final Pattern RATE = Pattern.compile("rate[ _-]?limit");
  private static final Pattern SESSIONS = Pattern.compile("concurrent|\\bsessions?\\b");
  private static final int MIN_SECRET = 4;

  private final RetryAfter retryAfter;
  private final MessageCleaner cleaner;

  public ErrorMapper(Clock clock, MessageCleaner cleaner) {
    this.retryAfter = new RetryAfter(clock);
    this.cleaner = cleaner;
  }

  public BrowserUseException of(ApiCall call, Response response) {
    ErrorBody body = ErrorBody.read(response.body());
    int length = body.isJson() ? MessageCleaner.SENTENCE : MessageCleaner.EXCERPT;
    String told = cleaner.clean(withoutSecrets(call, body.message()), length);
    String message = told == null ? cleaner.clean(response.reason(), length) : told;
    Duration pause = retryAfter.of(response, body);
    return new Failure(call, response, body.isJson(), body.lowerCase(), message, pause).error();
  }

  /** Gives the error for a response that was meant as a success, but cannot be read. */
  static BrowserUseException unreadable(
      ApiCall call, Response response, UnreadableResponseException e) {
    return new Failure(call, response, false, "", null, null).unreadable(e);
  }

  /** The server should not repeat a secret that it was sent, but nothing keeps it from doing so. */
  private static @Nullable String withoutSecrets(ApiCall call, @Nullable String message) {
    if (message == null || call.body() == null) {
      return message;
    }
    String clean = message;
    for (JsonNode secret : call.body().path("secrets")) {
      // What is shorter protects nothing, and would make the message unreadable.
      if (secret.asText().length() >= MIN_SECRET) {
        clean = clean.replace(secret.asText(), "[secret]");
      }
    }
    return clean;
  }

  /** One response to map: its message in lower case, to find its meaning in, and to be shown. */
  private record Failure(
      ApiCall call,
      Response response,
      boolean isJson,
      String meaning,
      @Nullable String message,
      @Nullable Duration retryAfter) {
    BrowserUseException error() {
      int status = response.status();
      if (status / 100 == 3) {
        return unreadable(redirect());
      }
      if (status == 422 && isUnsupportedAction()) {
        String sentence =
            "this API does not support " + action() + (message == null ? "" : " (" + message + ")");
        return new BrowserUseException.UnsupportedAction(
            details(sentence, call.followsChange(), null));
      }
      // 408: the server gave up waiting for the request, or so it thinks.
      boolean unclear = status == 408 || status / 100 != 4 || isBlocked();
      boolean mayHaveTakenEffect = unclear ? !call.onlyReads() : call.followsChange();
      return type(status).apply(details(message, mayHaveTakenEffect, null));
    }

    BrowserUseException unreadable(UnreadableResponseException e) {
      return new BrowserUseException.UnexpectedResponse(details(null, !call.onlyReads(), e));
    }

    private Function<Details, BrowserUseException> type(int status) {
      return switch (status) {
        case 400, 409 -> refused();
        case 401 -> BrowserUseException.Authentication::new;
        case 403 ->
            isBlocked() ? BrowserUseException.Server::new : BrowserUseException.Authentication::new;
        case 402 -> BrowserUseException.InsufficientCredits::new;
        case 404, 410 -> notFound();
        case 408 -> BrowserUseException.NoResponse::new;
        case 429 ->
            needsSession() && says(SESSIONS) && !says(RATE)
                ? BrowserUseException.TooManySessions::new
                : BrowserUseException.RateLimited::new;
        default ->
            switch (status / 100) {
              case 4 -> BrowserUseException.InvalidRequest::new;
              case 5 -> BrowserUseException.Server::new;
              default -> BrowserUseException.UnexpectedResponse::new;
            };
      };
    }

    /** A firewall or a gateway has spoken, of which the API and its keys know nothing. */
    private boolean isBlocked() {
      return response.status() == 403 && !isJson;
    }

    /** What exists already, such as a task to stop, needs no further session. */
    private boolean needsSession() {
      return call.subject() == ApiCall.Subject.NEW_TASK
          || call.subject() == ApiCall.Subject.NEW_SESSION;
    }

    private Function<Details, BrowserUseException> refused() {
      boolean session = says("session");
      return session && says(BUSY)
          ? BrowserUseException.SessionBusy::new
          : session && says(STOPPED)
              ? BrowserUseException.SessionStopped::new
              : BrowserUseException.InvalidRequest::new;
    }

    private Function<Details, BrowserUseException> notFound() {
      boolean session =
          switch (call.subject()) {
            case TASK -> says("session not found");
            case SESSION -> !says("share not found");
            // A create can also miss a profile, and a wrong address misses everything.
            case NEW_TASK -> says("session");
            case NEW_SESSION, LIST -> false;
          };
      return session
          ? BrowserUseException.SessionNotFound::new
          : isTaskGone()
              ? BrowserUseException.TaskNotFound::new
              : BrowserUseException.NotFound::new;
    }

    /** Only the API itself knows what became of a task; a gateway may not even know the route. */
    private boolean isTaskGone() {
      return call.subject() == ApiCall.Subject.TASK
          && isJson
          && says("task")
          && !says("file not found");
    }

    /** A problem with the id is in the path; any other is about the action, the only field. */
    private boolean isUnsupportedAction() {
      return (action().equals("pause") || action().equals("resume"))
          && !meaning.startsWith("path.");
    }

    private String action() {
      return call.body() == null ? "" : call.body().path("action").asText();
    }

    /** Names the host only: the rest of a location can hold a token. */
    private UnreadableResponseException redirect() {
      String location = response.headers().get("Location");
      HttpUrl url = location == null ? null : HttpUrl.parse(location);
      String target = url == null ? "" : " to " + url.scheme() + "://" + url.host();
      return new UnreadableResponseException("a redirect" + target + " is not followed");
    }

    private boolean says(String phrase) {
      return meaning.contains(phrase);
    }

    private boolean says(Pattern pattern) {
      return pattern.matcher(meaning).find();
    }

    private Details details(
        @Nullable String message, boolean mayHaveTakenEffect, @Nullable Throwable cause) {
      return new Details(
          call.label(), response.status(), message, retryAfter, mayHaveTakenEffect, cause);
    }
  }
}
