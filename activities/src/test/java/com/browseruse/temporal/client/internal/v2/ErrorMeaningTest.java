package com.browseruse.temporal.client.internal.v2;

import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.CREATE;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.FILE;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.LIST;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.PAUSE;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.READ;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.RESUME;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.SESSION;
import static com.browseruse.temporal.client.internal.v2.ErrorMeaningTest.Asked.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.ErrorMapper;
import com.browseruse.temporal.client.internal.http.MessageCleaner;
import com.browseruse.temporal.client.internal.http.Response;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMeaningTest {

  private static final String RATE =
      "{\"error\":\"rate_limited\",\"limit_rps\":5,\"retry_after_seconds\":5}";
  private static final String SPEND =
      "{\"detail\":{\"code\":\"api_key_monthly_spend_limit_reached\",\"message\":\"Cap reached\"}}";
  private static final String BAD_ACTION =
      "{\"detail\":[{\"loc\":[\"body\",\"action\"],\"msg\":\"Input should be 'stop'\"}]}";
  private static final String BAD_ID =
      "{\"detail\":[{\"loc\":[\"path\",\"task_id\"],\"msg\":\"Input should be a UUID\"}]}";

  private final ErrorMapper errors =
      new ErrorMapper(Clock.systemUTC(), new MessageCleaner(Api.KEY));

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            READ, 401, detail("Invalid API key"), BrowserUseException.Authentication.class),
        Arguments.of(READ, 403, detail("Forbidden"), BrowserUseException.Authentication.class),
        // A firewall knows nothing of keys (core 1).
        Arguments.of(READ, 403, "<html>Forbidden</html>", BrowserUseException.Server.class),
        Arguments.of(CREATE, 403, "<html>Forbidden</html>", BrowserUseException.Server.class),
        Arguments.of(READ, 403, "", BrowserUseException.Server.class),
        Arguments.of(CREATE, 402, SPEND, BrowserUseException.InsufficientCredits.class),
        Arguments.of(CREATE, 400, detail(""), BrowserUseException.InvalidRequest.class),
        Arguments.of(
            CREATE, 400, detail("Unsupported model"), BrowserUseException.InvalidRequest.class),
        Arguments.of(
            CREATE,
            400,
            detail("Browser session is stopped. Please start a new session and try again."),
            BrowserUseException.SessionStopped.class),
        Arguments.of(
            CREATE,
            400,
            detail(
                "Agent session already has a running task. Please wait for it to finish or stop it"
                    + " manually."),
            BrowserUseException.SessionBusy.class),
        Arguments.of(
            CREATE, 409, detail("The session is busy"), BrowserUseException.SessionBusy.class),
        Arguments.of(CREATE, 409, detail("Conflict"), BrowserUseException.InvalidRequest.class),
        Arguments.of(
            STOP, 400, detail("Task is already stopped"), BrowserUseException.InvalidRequest.class),
        Arguments.of(CREATE, 422, BAD_ID, BrowserUseException.InvalidRequest.class),
        Arguments.of(STOP, 422, BAD_ACTION, BrowserUseException.InvalidRequest.class),
        Arguments.of(PAUSE, 422, BAD_ACTION, BrowserUseException.UnsupportedAction.class),
        Arguments.of(RESUME, 422, "", BrowserUseException.UnsupportedAction.class),
        Arguments.of(PAUSE, 422, BAD_ID, BrowserUseException.InvalidRequest.class),
        Arguments.of(READ, 413, "", BrowserUseException.InvalidRequest.class),
        Arguments.of(READ, 418, "", BrowserUseException.InvalidRequest.class),
        Arguments.of(READ, 404, detail("Task not found"), BrowserUseException.TaskNotFound.class),
        // Only who names the task knows that it is gone (core 1).
        Arguments.of(READ, 404, Api.NOT_FOUND, BrowserUseException.NotFound.class),
        Arguments.of(READ, 404, "<html>Task not found</html>", BrowserUseException.NotFound.class),
        Arguments.of(STOP, 404, detail("Task not found"), BrowserUseException.TaskNotFound.class),
        Arguments.of(STOP, 404, "", BrowserUseException.NotFound.class),
        Arguments.of(
            STOP, 404, detail("Session not found"), BrowserUseException.SessionNotFound.class),
        Arguments.of(FILE, 404, detail("Task not found"), BrowserUseException.TaskNotFound.class),
        Arguments.of(
            FILE, 404, detail("Output file not found"), BrowserUseException.NotFound.class),
        Arguments.of(
            SESSION, 404, detail("Session not found"), BrowserUseException.SessionNotFound.class),
        Arguments.of(SESSION, 404, "", BrowserUseException.SessionNotFound.class),
        Arguments.of(
            CREATE, 404, detail("Session not found"), BrowserUseException.SessionNotFound.class),
        Arguments.of(CREATE, 404, detail("Profile not found"), BrowserUseException.NotFound.class),
        Arguments.of(CREATE, 404, Api.NOT_FOUND, BrowserUseException.NotFound.class),
        Arguments.of(LIST, 404, Api.NOT_FOUND, BrowserUseException.NotFound.class),
        Arguments.of(READ, 410, detail("Task is gone"), BrowserUseException.TaskNotFound.class),
        Arguments.of(READ, 410, "", BrowserUseException.NotFound.class),
        Arguments.of(CREATE, 408, "", BrowserUseException.NoResponse.class),
        Arguments.of(
            CREATE,
            429,
            detail(
                "Too many concurrent active sessions. Please wait for one to finish, kill one, or"
                    + " upgrade your plan."),
            BrowserUseException.TooManySessions.class),
        Arguments.of(
            CREATE,
            429,
            detail("Session limit reached"),
            BrowserUseException.TooManySessions.class),
        // A task that exists needs no further session (X: stop answered with 429).
        Arguments.of(
            STOP,
            429,
            detail("Too many concurrent active sessions."),
            BrowserUseException.RateLimited.class),
        Arguments.of(CREATE, 429, RATE, BrowserUseException.RateLimited.class),
        Arguments.of(
            CREATE, 429, "{\"detail\":" + RATE + "}", BrowserUseException.RateLimited.class),
        Arguments.of(
            READ, 429, detail("Rate limit of this session"), BrowserUseException.RateLimited.class),
        Arguments.of(READ, 429, "", BrowserUseException.RateLimited.class),
        Arguments.of(
            CREATE, 500, detail("Internal Server Error"), BrowserUseException.Server.class),
        Arguments.of(READ, 503, "<html>", BrowserUseException.Server.class),
        Arguments.of(READ, 304, "", BrowserUseException.UnexpectedResponse.class),
        Arguments.of(READ, 600, "", BrowserUseException.UnexpectedResponse.class));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("answers")
  void aStatusAndItsWordsHaveOneMeaning(
      Asked asked, int status, String body, Class<? extends BrowserUseException> meaning) {
    BrowserUseException error = error(asked, status, body);

    assertThat(error).isExactlyInstanceOf(meaning);
    assertThat(error.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 409, 410, 413, 422, 429})
  void aRefusalHasNoEffect(int status) {
    assertThat(error(CREATE, status, detail("No.")).mayHaveTakenEffect()).isFalse();
    assertThat(error(STOP, status, detail("No.")).mayHaveTakenEffect()).isFalse();
  }

  @Test
  void whatAFirewallAnswersDoesNotSayWhatTheServerHasDone() {
    assertThat(error(CREATE, 403, "<html>").mayHaveTakenEffect()).isTrue();
    assertThat(error(READ, 403, "<html>").mayHaveTakenEffect()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {303, 408, 500, 502, 503, 504, 600})
  void aFailureOfTheServerIsOpenUnlessTheCallOnlyReads(int status) {
    assertThat(error(CREATE, status, "").mayHaveTakenEffect()).isTrue();
    assertThat(error(STOP, status, "").mayHaveTakenEffect()).isTrue();
    assertThat(error(READ, status, "").mayHaveTakenEffect()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Asked.class,
      names = {"PAUSE", "RESUME"})
  void anUnsupportedActionIsNamed(Asked asked) {
    assertThat(error(asked, 422, BAD_ACTION))
        .hasMessage(
            "PATCH /tasks/t-1 was answered with 422: this API does not support %s"
                + " (body.action: Input should be 'stop')",
            asked.name().toLowerCase(Locale.ROOT));
  }

  private BrowserUseException error(Asked asked, int status, String body) {
    return errors.of(
        asked.call(),
        new Response(status, "", Headers.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String detail(String words) {
    return "{\"detail\":\"" + words + "\"}";
  }

  enum Asked {
    CREATE,
    READ,
    STOP,
    PAUSE,
    RESUME,
    LIST,
    FILE,
    SESSION;

    ApiCall call() {
      return switch (this) {
        case CREATE -> V2Routes.createTask(V2Requests.create(TaskRequest.newBuilder("T").build()));
        case READ -> V2Routes.task("t-1");
        case STOP -> V2Routes.updateTask("t-1", Task.Action.STOP);
        case PAUSE -> V2Routes.updateTask("t-1", Task.Action.PAUSE);
        case RESUME -> V2Routes.updateTask("t-1", Task.Action.RESUME);
        case LIST -> V2Routes.listTasks(Task.Query.all());
        case FILE -> V2Routes.outputFile("t-1", "f-1");
        case SESSION -> V2Routes.session("s-1");
      };
    }
  }
}
