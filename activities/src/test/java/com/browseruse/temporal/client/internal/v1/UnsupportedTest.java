package com.browseruse.temporal.client.internal.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.Api;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnsupportedTest {
  private static final String NO_SESSIONS = "this version of the API has no sessions";

  @RegisterExtension final Api api = V1Bodies.api();

  static Stream<Arguments> calls() {
    return Stream.of(
        call("version 1 of the API has no logs of a task", c -> c.getTaskLogs("t-1")),
        call("version 1 of the API does not tell whose key it is", c -> c.getAccount()),
        call(
            "version 1 of the API cannot list the tasks of a session, since it has no sessions",
            c -> c.listTasks(new Task.Query(1, 1, "s-1", null, null, null))),
        call(NO_SESSIONS, c -> c.sessions().create(null)),
        call(NO_SESSIONS, c -> c.sessions().get("s-1")),
        call(NO_SESSIONS, c -> c.sessions().list(null)),
        call(NO_SESSIONS, c -> c.sessions().stop("s-1")),
        call(NO_SESSIONS, c -> c.sessions().delete("s-1")),
        call(NO_SESSIONS, c -> c.sessions().share("s-1")),
        call(NO_SESSIONS, c -> c.sessions().getShare("s-1")),
        call(NO_SESSIONS, c -> c.sessions().unshare("s-1")));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatThisVersionCannotDoIsSaidPlainlyAndNotSent(
      String sentence, Consumer<BrowserUseClient> call) {
    assertThatThrownBy(() -> call.accept(api.client()))
        .isInstanceOfSatisfying(
            BrowserUseException.UnsupportedAction.class,
            e -> {
              assertThat(e).hasMessage(sentence);
              assertThat(e.serverMessage()).isEmpty();
              assertThat(e).returns(false, BrowserUseException::mayHaveTakenEffect);
            });
    assertThat(api.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void noFeatureOfVersion2IsPromised(ApiFeature feature) {
    assertThat(api.client().supports(feature)).isFalse();
  }

  private static Arguments call(String sentence, Consumer<BrowserUseClient> call) {
    return Arguments.of(sentence, call);
  }
}
